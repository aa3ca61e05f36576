import type * as Lit from 'lit';
import type { CSSResult } from 'lit';

/**
 * The card. Every colour follows from four, which the host may set; `color-scheme` of the page chooses light or dark.
 * Text has two weights, 400 and 600, which a chat has too: the browser looks for the font of another one while it draws.
 */
export const styles = (css: typeof Lit.css): CSSResult => css`
  :host {
    --_ink: var(--connect-sign-in-color, #1b1f24);
    --_card: var(--connect-sign-in-background, #fff);
    --_accent: var(--connect-sign-in-accent, #1b1f24);
    --_on: var(--connect-sign-in-on-accent, #fff);
    --_good: var(--connect-sign-in-success, #17713c);
    --_bad: var(--connect-sign-in-danger, #b3261e);
    --_radius: var(--connect-sign-in-radius, 14px);
    display: block;
    max-inline-size: var(--connect-sign-in-max-width, 26rem);
    color: var(--_ink);
    font: var(--connect-sign-in-font, 400 0.875rem/1.45 system-ui, sans-serif);
    text-align: start;
  }
  @supports (color: light-dark(red, red)) {
    :host {
      --_ink: var(--connect-sign-in-color, light-dark(#1b1f24, #eceef1));
      --_card: var(--connect-sign-in-background, light-dark(#fff, #1f2227));
      --_accent: var(--connect-sign-in-accent, light-dark(#1b1f24, #eceef1));
      --_good: var(--connect-sign-in-success, light-dark(#17713c, #6fd495));
      --_bad: var(--connect-sign-in-danger, light-dark(#b3261e, #ff9d94));
    }
  }
  /* Black or white on the accent, whichever has the contrast of at least 4.5. */
  @supports (color: oklch(from red l c h)) {
    :host {
      --_on: var(--connect-sign-in-on-accent, oklch(from var(--_accent) clamp(0, (0.57 - l) * 999, 1) 0 0));
    }
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :host([status='idle']) {
    position: absolute;
  }
  [part='base'] {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 0.75rem;
    padding: 1rem;
    border: 1px solid var(--connect-sign-in-border, color-mix(in srgb, var(--_ink) 14%, transparent));
    border-radius: var(--_radius);
    background: var(--_card);
    box-shadow: var(--connect-sign-in-shadow, 0 1px 2px #0000000d, 0 6px 20px -6px #0000001f);
    animation: enter 0.24s ease-out;
  }
  [part='icon'] {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    color: var(--_tone, var(--_ink));
    background: color-mix(in srgb, var(--_tone, var(--_accent)) 10%, transparent);
  }
  .check {
    --_tone: var(--_good);
  }
  .alert {
    --_tone: var(--_bad);
  }
  svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .busy [part='icon'] svg {
    animation: turn 0.9s linear infinite;
  }
  .forward:dir(rtl) svg,
  .window:dir(rtl) [part='icon'] svg,
  .primary:dir(rtl) svg {
    scale: -1 1;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 0.75rem;
  }
  [part='title'] {
    font-size: 1.0714em;
    font-weight: 600;
  }
  [part='time'] {
    font-variant-numeric: tabular-nums;
  }
  [part='time'],
  [part='text'] {
    color: var(--connect-sign-in-muted, color-mix(in srgb, var(--_ink) 74%, var(--_card)));
  }
  [part='notice'] {
    margin-block-start: 0.625rem;
    padding-inline-start: 0.625rem;
    border-inline-start: 3px solid var(--_bad);
  }
  [part='actions'] {
    grid-column: 1/-1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.875rem;
  }
  button {
    flex: 1 1 auto;
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1px solid transparent;
    border-radius: var(--connect-sign-in-button-radius, calc(var(--_radius) - 4px));
    color: inherit;
    background: none;
    font: inherit;
    cursor: pointer;
  }
  .primary {
    color: var(--_on);
    background: var(--_accent);
    font-weight: 600;
  }
  .outline {
    border-color: color-mix(in srgb, var(--_ink) 30%, transparent);
  }
  button:hover {
    box-shadow: inset 0 0 0 99px color-mix(in srgb, currentColor 8%, transparent);
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--connect-sign-in-focus, var(--_ink));
    outline-offset: 2px;
  }
  button svg {
    inline-size: 1em;
    block-size: 1em;
    margin-inline-start: 0.5em;
    vertical-align: -0.125em;
  }
  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* From above: below its place it would make a chat that scrolls longer for a moment, and the messages jump. */
  @keyframes enter {
    from {
      opacity: 0;
      translate: 0 -6px;
    }
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion) {
    * {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
  }
`;
