// Rewrites a browser's screenshot with a palette of 256 colours, which is enough for flat drawings and a third as large.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PALETTE_MAX = 256;

function* chunksOf(png) {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The predictor of filter 4 (PNG specification, section 9.4). */
function paeth(left, above, corner) {
  const [byLeft, byAbove, byCorner] = [above - corner, left - corner, left + above - 2 * corner].map(
    Math.abs,
  );
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** Pixels of an 8-bit PNG without interlacing, as numbers of the form 0xrrggbb. */
function decode(png) {
  const chunks = [...chunksOf(png)];
  const header = chunks[0].data;
  const [width, height, depth, colour, interlace] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header[8],
    header[9],
    header[12],
  ];
  if (depth !== 8 || interlace !== 0 || (colour !== 2 && colour !== 6)) throw new Error('not a screenshot');
  const size = colour === 6 ? 4 : 3;
  const raw = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  const stride = width * size;
  const pixels = new Uint32Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const line = Uint8Array.from(raw.subarray(start + 1, start + 1 + stride));
    for (let i = 0; i < stride; i++) {
      const left = i < size ? 0 : line[i - size];
      const corner = i < size ? 0 : above[i - size];
      const predicted = [0, left, above[i], (left + above[i]) >> 1, paeth(left, above[i], corner)][
        raw[start]
      ];
      line[i] = line[i] + predicted;
    }
    for (let x = 0; x < width; x++) {
      const i = x * size;
      pixels[y * width + x] = (line[i] << 16) | (line[i + 1] << 8) | line[i + 2];
    }
    above = line;
  }
  return { width, height, pixels };
}

const parts = (rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255];

function distance(one, other) {
  const [a, b] = [parts(one), parts(other)];
  return a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
}

/** The most frequent colour of each region of the colour cube, then the most frequent of all. */
function paletteOf(counts) {
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([rgb]) => rgb);
  const regions = new Map();
  for (const rgb of byCount) {
    const region = rgb & 0xf0f0f0;
    if (!regions.has(region)) regions.set(region, rgb);
  }
  return [...new Set([...regions.values(), ...byCount])].slice(0, PALETTE_MAX);
}

/**
 * Takes the colours that matter most, and for every other one the nearest of them.
 *
 * @param {Buffer} png - an opaque 8-bit PNG
 * @returns {Buffer} the same picture with a palette
 */
export function palettePng(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const rgb of pixels) counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
  const palette = paletteOf(counts);
  const indices = new Map(
    [...counts.keys()].map((rgb) => {
      const gaps = palette.map((known) => distance(known, rgb));
      return [rgb, gaps.indexOf(Math.min(...gaps))];
    }),
  );
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = indices.get(pixels[y * width + x]);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
