import type { SignInMode, SignInWindow, StartForm } from './ports.js';

/** Size of the window, in CSS pixels, where the screen has room for it. */
const SIZE = { width: 480, height: 720 } as const;

/** Browsers inside other apps; many show no second window and some keep it hidden. Not a security decision. */
const IN_APP =
  /FBA[NV]|Instagram|LinkedInApp|Line\/|TikTok|musical_ly|GSA\/|MicroMessenger|; wv\)|\((?:iPhone|iPad)[^)]*\)(?!.*Safari\/)/u;

let lastPopup: Window | undefined;
let lastFrame: HTMLIFrameElement | undefined;

/** Opens the sign-in page by a form POST to the callback server, which binds this browser to it. */
export const browserSignInWindow: SignInWindow = {
  resolve(mode) {
    if (mode !== 'auto') return mode;
    // Inside a frame, a redirect would take away the page around it.
    if (window.top !== window) return 'popup';
    const isStandalone = matchMedia('(display-mode: standalone)').matches;
    return (isStandalone || IN_APP.test(navigator.userAgent) ? 'redirect' : 'auto') satisfies SignInMode;
  },

  open(form) {
    closeLast();
    let popup: Window | null = null;
    try {
      // A name would find the earlier window only as long as its page does not cut the connection.
      popup = window.open('about:blank', '_blank', features());
    } catch {
      // Some embedded browsers throw instead of returning null.
    }
    if (!popup) return 'blocked';
    lastPopup = popup;
    try {
      submit(popup.document, form, '_self');
      popup.focus();
    } catch {
      // A blank window that may not be scripted: the browser opens one for the form itself.
      submit(document, form, '_blank');
    }
    return 'opened';
  },

  redirect(form) {
    lastFrame?.remove();
    lastFrame = document.createElement('iframe');
    lastFrame.hidden = true;
    document.body.append(lastFrame);
    submit(lastFrame.contentDocument ?? document, form, '_top');
  },

  onReturn(listener) {
    const whenVisible = (): void => {
      if (document.visibilityState === 'visible') listener();
    };
    window.addEventListener('focus', listener);
    window.addEventListener('pageshow', listener);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      window.removeEventListener('focus', listener);
      window.removeEventListener('pageshow', listener);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  },
};

function closeLast(): void {
  try {
    lastPopup?.close();
  } catch {
    // The page in it cut the connection; it stays open beside the new one.
  }
}

/** Centred on this window and within the screen it is on. */
function features(): string {
  const { availWidth, availHeight } = screen;
  const { availLeft = 0, availTop = 0 } = screen as { availLeft?: number; availTop?: number };
  const width = Math.min(SIZE.width, availWidth);
  const height = Math.min(SIZE.height, availHeight);
  const left = clamp(screenX + (outerWidth - width) / 2, availLeft, availLeft + availWidth - width);
  const top = clamp(screenY + (outerHeight - height) / 2, availTop, availTop + availHeight - height);
  return `popup,width=${width},height=${height},left=${left},top=${top}`;
}

function clamp(value: number, min: number, max: number): number {
  return Math.round(Math.max(min, Math.min(value, max)));
}

/**
 * Builds and submits the form with DOM calls only, so that Trusted Types have nothing to refuse.
 * The referrer policy makes the browser send a true `Origin` even where the page itself sends no referrer.
 */
function submit(page: Document, { action, fields, placeholder }: StartForm, target: string): void {
  const form = page.createElement('form');
  form.method = 'post';
  form.action = action;
  form.target = target;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = page.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  if (page !== document) {
    const meta = page.createElement('meta');
    meta.name = 'referrer';
    meta.content = 'origin';
    page.head.append(meta);
    page.title = placeholder;
    page.body.append(placeholder);
  }
  page.body.append(form);
  form.submit();
  if (page === document) form.remove();
}
