import { css } from './html.js';

/** The colours of the sign-in pages, light and dark. */
export const PAGE_COLOURS = css`
  :root {
    color-scheme: light dark;
    --canvas: #f3f4f7;
    --card: #ffffff;
    --text: #17202e;
    --muted: #566071;
    --line: #c9cfda;
    --field: #ffffff;
    --field-line: #7a8496;
    --accent: #1f5fd0;
    --accent-text: #ffffff;
    --accent-hover: #184da9;
    --danger: #a3201a;
    --danger-soft: #fdeceb;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --canvas: #10141b;
      --card: #1a202b;
      --text: #e9edf4;
      --muted: #a4afc0;
      --line: #465165;
      --field: #121720;
      --field-line: #76849b;
      --accent: #86b1ff;
      --accent-text: #0b1524;
      --accent-hover: #a6c5ff;
      --danger: #ffb0aa;
      --danger-soft: #3a1c1d;
    }
  }
`;
