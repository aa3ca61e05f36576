import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ENGLISH, loadLocale, type Locale } from './locales/load-locale.js';

/** Keeps a host's texts in the language of its place in the page. English until another language is loaded. */
export class LocaleController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #language: () => string;
  #wanted = '';
  #current: Locale = ENGLISH;

  /** @param language - the language that holds now; empty where the page names none */
  constructor(host: ReactiveControllerHost, language: () => string) {
    this.#host = host;
    this.#language = language;
    host.addController(this);
  }

  get current(): Locale {
    return this.#current;
  }

  hostUpdate(): void {
    const wanted = this.#language();
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    void this.#load(wanted);
  }

  async #load(language: string): Promise<void> {
    const locale = await loadLocale(language);
    // A language that was asked for later wins, whichever module comes first.
    if (this.#wanted !== language || locale.tag === this.#current.tag) return;
    this.#current = locale;
    this.#host.requestUpdate();
  }
}
