import type { Page } from '@playwright/test';
import type { SignInStatusDetail } from 'connect-sign-in';

/** Where the page's script says that it is done. A request is seen even if the page goes away in that moment. */
const DONE = '/pressed-without-gesture';

/**
 * Lets the page's own script press "Sign in" after the next load, that many times in a row, and resolves when it has.
 * No gesture stands behind it, so the browser's popup blocker does its work.
 *
 * Playwright's own evaluations count as gestures in Chromium, hence the detour by a script of the page, and a new
 * document, in which nobody has clicked yet.
 */
export async function pressWithoutGesture(page: Page, times: number): Promise<void> {
  const pressed = page.waitForRequest((request) => request.url().endsWith(DONE));
  await page.addInitScript(
    ({ wanted, done }) => {
      let left = wanted;
      // A click of a moment ago still counts, and lives on through the reload. The browser's own process, which blocks
      // windows, may think so for a moment longer than the page does; a window that it allows uses the click up.
      const stillCounts = () => {
        if (navigator.userActivation.isActive) return true;
        const allowed = open('about:blank');
        allowed?.close();
        return allowed !== null;
      };
      document.addEventListener('sign-in-status', (event) => {
        const { target, detail } = event as CustomEvent<SignInStatusDetail>;
        if (detail.status !== 'offered' || left === 0) return;
        // The prompt draws its buttons after its event, and a blocked window is told by the same event again.
        requestAnimationFrame(function press() {
          const button = (target as Element).shadowRoot?.querySelector<HTMLButtonElement>('[part=sign-in]');
          if (!button || stillCounts()) {
            requestAnimationFrame(press);
            return;
          }
          left -= 1;
          if (left === 0) navigator.sendBeacon(done);
          button.click();
        });
      });
    },
    { wanted: times, done: DONE },
  );
  await page.reload({ waitUntil: 'commit' });
  await pressed;
}
