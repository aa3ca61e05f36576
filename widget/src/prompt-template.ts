import type * as Lit from 'lit';
import type { TemplateResult } from 'lit';
import { ICONS, type IconName } from './icons.js';
import type { SignInStrings } from './locales/en.js';
import type { PromptView } from './prompt-view.js';

/** Lit's part in a template. It is a parameter, because the one copy of Lit is in the base bundle. */
export type LitTemplate = Pick<typeof Lit, 'html' | 'nothing'>;

/** What the prompt is drawn from. */
export interface PromptModel {
  /** Nothing while the prompt is idle: the card is hidden, its slots stay. */
  readonly view: PromptView | undefined;
  readonly strings: SignInStrings;
  /** BCP 47 tag of the texts. */
  readonly lang: string;
  /** Remaining time in words; empty where it is not known. */
  readonly time: string;
  /** What assistive technology is told; nothing where the host speaks itself. */
  readonly spoken: string | undefined;
  /** Whether the buttons wait for an answer. */
  readonly isBusy: boolean;
  /** Whether "sign in" opens a window. */
  readonly opensWindow: boolean;
  readonly signIn: () => void;
  readonly here: () => void;
  readonly optOut: () => void;
}

/** Draws the card and, beside it, what assistive technology is told. */
export function promptTemplate(lit: LitTemplate, model: PromptModel): TemplateResult {
  const { html, nothing } = lit;
  const { view, lang, spoken, strings, time } = model;
  return html`
    <div
      part="base"
      class=${view?.icon ?? ''}
      role="group"
      aria-label=${strings.label}
      tabindex="-1"
      lang=${lang}
      dir=${/^(ar|he)/u.test(lang) ? 'rtl' : 'ltr'}
      ?hidden=${!view}
    >
      <slot name="icon"><div part="icon">${icon(lit, view?.icon ?? 'lock')}</div></slot>
      <div>
        <div class="head">
          <p part="title">${view?.title}</p>
          <p part="time" role="timer" ?hidden=${time === ''}>${time}</p>
        </div>
        <p part="text">${view?.text}</p>
        <p part="notice" ?hidden=${!view?.notice}>${view?.notice}</p>
      </div>
      <div part="actions" ?hidden=${!view?.optOut}>${view ? buttons(lit, view, model) : nothing}</div>
      <slot name="note"></slot>
    </div>
    ${spoken === undefined ? nothing : html`<div class="spoken" role="status" lang=${lang}>${spoken}</div>`}
  `;
}

/** The same buttons stay through all states, so that focus stays with them. */
function buttons(lit: LitTemplate, view: PromptView, model: PromptModel): TemplateResult {
  const { html, nothing } = lit;
  const { isBusy, opensWindow, strings } = model;
  const optOutStyle = view.signIn || isBusy ? '' : 'outline';
  return html`
    ${
      view.signIn
        ? html`<button part="sign-in" class="primary" type="button" @click=${model.signIn}>
            ${view.signIn}${
              opensWindow
                ? html`${icon(lit, 'window')}<span class="spoken"> (${strings['new-window']})</span>`
                : nothing
            }
          </button>`
        : nothing
    }
    ${
      view.here
        ? html`<button part="here" class="outline" type="button" @click=${model.here}>${view.here}</button>`
        : nothing
    }
    ${
      view.optOut
        ? html`<button
            part="opt-out"
            class=${optOutStyle}
            type="button"
            aria-disabled=${isBusy ? 'true' : nothing}
            @click=${model.optOut}
          >
            ${view.optOut}
          </button>`
        : nothing
    }
  `;
}

function icon({ html }: LitTemplate, name: IconName): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;
}
