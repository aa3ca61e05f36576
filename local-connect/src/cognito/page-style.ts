import { css } from './html.js';

/** The shapes of the sign-in pages. */
export const PAGE_STYLE = css`
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    min-height: 100vh;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1rem;
    padding: 1.5rem 1rem;
    background: var(--canvas);
    color: var(--text);
    font:
      1rem/1.5 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif;
  }
  main {
    inline-size: min(100%, 25rem);
    padding: clamp(1.25rem, 6vw, 2.25rem);
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 0.875rem;
    box-shadow: 0 12px 32px rgb(16 24 40 / 0.08);
  }
  .mark {
    display: block;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    margin-block-end: 1rem;
    color: var(--accent);
  }
  h1 {
    margin: 0 0 0.25rem;
    font-size: 1.5rem;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
  }
  .lead {
    color: var(--muted);
    margin-block-end: 1.5rem;
  }
  label {
    display: block;
    margin-block: 1rem 0.375rem;
    font-weight: 600;
    font-size: 0.9375rem;
  }
  input {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    font: inherit;
    color: inherit;
    background: var(--field);
    border: 1px solid var(--field-line);
    border-radius: 0.5rem;
  }
  input[aria-invalid='true'] {
    border-color: var(--danger);
  }
  button,
  .button {
    display: flex;
    align-items: center;
    justify-content: center;
    inline-size: 100%;
    min-block-size: 2.75rem;
    margin-block-start: 1.5rem;
    padding: 0.5rem 1rem;
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    color: var(--accent-text);
    background: var(--accent);
    border: 1px solid transparent;
    border-radius: 0.5rem;
  }
  button:hover,
  .button:hover {
    background: var(--accent-hover);
  }
  .quiet {
    margin-block-start: 0.75rem;
    color: var(--text);
    background: transparent;
    border-color: var(--line);
  }
  .quiet:hover {
    background: var(--canvas);
  }
  .account {
    flex-direction: column;
  }
  .account small {
    font-weight: 400;
  }
  button + button {
    margin-block-start: 0.75rem;
  }
  .or {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-block: 1.5rem 0.75rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .or::before,
  .or::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--line);
  }
  .alert {
    margin-block-end: 1rem;
    padding: 0.625rem 0.875rem;
    color: var(--danger);
    background: var(--danger-soft);
    border: 1px solid currentColor;
    border-radius: 0.5rem;
    font-size: 0.9375rem;
  }
  a {
    color: var(--accent);
  }
  .more {
    margin-block-start: 1rem;
    text-align: center;
    font-size: 0.9375rem;
  }
  .hints {
    margin-block-start: 1.5rem;
    font-size: 0.875rem;
    color: var(--muted);
  }
  .hints ul {
    margin: 0.25rem 0 0;
    padding-inline-start: 1.25rem;
  }
  .hints code {
    font-family: ui-monospace, monospace;
    color: var(--text);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  footer {
    inline-size: min(100%, 25rem);
    text-align: center;
    font-size: 0.8125rem;
    color: var(--muted);
  }
  @media (forced-colors: active) {
    main,
    button,
    .button,
    .alert {
      border-color: CanvasText;
    }
  }
`;
