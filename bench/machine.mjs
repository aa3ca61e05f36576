import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';

/** What figures depend on; it names no host. */
export function machine() {
  const [{ model } = { model: 'unknown processor' }] = cpus();
  return {
    processor: `${model.replaceAll(/\s+/gu, ' ').trim()}, ${availableParallelism()} cores`,
    memory: `${Math.round(totalmem() / 1024 ** 3)} GB`,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}
