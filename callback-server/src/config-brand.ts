import { z } from 'zod/v3';
import { LOCALES } from './language.js';
import type { PageName } from './page-words.js';

/** Longest data URI of a logo, in characters; every page carries it. */
const LOGO_MAX = 60_000;
const TEXT_MAX = 500;

const colour = z.string().regex(/^#[0-9a-f]{6}$/iu);
/** An image in an `img` element runs no script, not even an SVG. */
const logo = z
  .string()
  .max(LOGO_MAX)
  .regex(/^data:image\/(png|jpeg|webp|gif|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/u);
const message = z
  .object({
    title: z.string().min(1).max(TEXT_MAX).optional(),
    text: z.string().min(1).max(TEXT_MAX).optional(),
  })
  .strict();
const pageNames = Object.keys(LOCALES.en.pages) as [PageName, ...PageName[]];
const locales = Object.keys(LOCALES) as [keyof typeof LOCALES, ...(keyof typeof LOCALES)[]];

/** The host's own look and words on the pages. What it allows cannot carry markup, script or an address. */
export const brandSchema = z
  .object({
    name: z.string().min(1).max(80).optional(),
    logo: logo.optional(),
    accent: colour.optional(),
    accentDark: colour.optional(),
    texts: z.record(z.enum(locales), z.record(z.enum(pageNames), message)).optional(),
  })
  .strict();

/** Options of the brand. */
export type Brand = z.output<typeof brandSchema>;
