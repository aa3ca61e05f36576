// Which programs the tests can use beside Node, and on Debian the installation of those that are missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const MINIBROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const PROGRAMS = {
  chromium: { files: [process.env.CHROMIUM_BIN ?? '/usr/bin/chromium'], packages: ['chromium'] },
  firefox: { files: [process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr'], packages: ['firefox-esr'] },
  webkit: {
    files: ['/usr/bin/WebKitWebDriver', MINIBROWSER, '/usr/bin/Xvfb'],
    packages: ['webkit2gtk-driver', 'libwebkit2gtk-4.1-0', 'xvfb'],
  },
  redis: { files: ['/usr/bin/redis-server'], packages: ['redis-server'] },
};

const missing = (name) => !PROGRAMS[name].files.every((file) => existsSync(file));

/**
 * Installs through apt what is missing, where apt and the right to use it exist.
 *
 * @param {readonly string[]} wanted - names: browser engines and `redis`
 * @returns {string[]} those that are usable; prints a line for every other one
 */
export function ensurePrograms(wanted) {
  const lacking = wanted.filter(missing);
  if (lacking.length > 0 && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.error(`installing ${lacking.join(', ')} through apt…`);
    const packages = lacking.flatMap((name) => PROGRAMS[name].packages);
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...packages, 'fonts-dejavu-core'],
      options,
    );
  }
  for (const name of wanted.filter(missing)) {
    console.error(
      `SKIPPED ${name}: not installed (${PROGRAMS[name].packages.join(', ')} on Debian); its tests do not run here`,
    );
  }
  return wanted.filter((name) => !missing(name));
}
