/** What the redirect form would have sent. */
export interface RedirectForm {
  readonly action: string;
  readonly method: string;
  readonly target: string;
  readonly fields: Readonly<Record<string, FormDataEntryValue>>;
  readonly referrer: string | undefined;
}

/** Keeps the page where it is while the prompt redirects, and records the forms. */
export class FakeRedirects {
  readonly forms: RedirectForm[] = [];
  readonly #append = document.body.append;

  constructor() {
    document.body.append = (...nodes) => {
      this.#append.apply(document.body, nodes);
      for (const node of nodes) if (node instanceof HTMLIFrameElement) this.#watch(node);
    };
  }

  restore(): void {
    document.body.append = this.#append;
    for (const frame of document.querySelectorAll('iframe[hidden]')) frame.remove();
  }

  #watch(frame: HTMLIFrameElement): void {
    const { forms } = this;
    const page = frame.contentDocument!;
    const realm = frame.contentWindow as unknown as typeof globalThis;
    realm.HTMLFormElement.prototype.submit = function () {
      forms.push({
        action: this.action,
        method: this.method,
        target: this.target,
        fields: Object.fromEntries(new FormData(this)),
        referrer: page.querySelector<HTMLMetaElement>('meta[name=referrer]')?.content,
      });
    };
  }
}
