/** Where the callback server stands, seen from the shop's page. */
export const DEPLOYMENTS = {
  'same site': 'https://auth.fernhill-shop.test',
  'cross site': 'https://signin.callback-host.test',
  'same origin': 'https://www.fernhill-shop.test/sign-in',
} as const;

/** How the sign-in page opens: attribute `mode` of the element. */
export const MODES = ['popup', 'redirect'] as const;

/** What the shop's page sends along; every one of these has broken sign-in prompts of others. */
export const HOST_PAGES = [
  'plain',
  'no-referrer',
  'COOP same-origin',
  'strict CSP',
  'Trusted Types',
] as const;

/** Whether Cognito's pages send `Cross-Origin-Opener-Policy: same-origin`. */
export const COGNITO_COOP = ['COOP on', 'COOP off'] as const;

/** Whether the customer is already signed in at Cognito, so that nobody asks for a password. */
export const COGNITO_SESSIONS = ['no session', 'session'] as const;

/** One combination of everything that a sign-in can meet. */
export interface Cell {
  readonly deployment: keyof typeof DEPLOYMENTS;
  readonly mode: (typeof MODES)[number];
  readonly hostPage: (typeof HOST_PAGES)[number];
  readonly coop: (typeof COGNITO_COOP)[number];
  readonly session: (typeof COGNITO_SESSIONS)[number];
}

/** All 120 combinations. */
export const CELLS: readonly Cell[] = (Object.keys(DEPLOYMENTS) as Cell['deployment'][]).flatMap(
  (deployment) =>
    MODES.flatMap((mode) =>
      COGNITO_COOP.flatMap((coop) =>
        COGNITO_SESSIONS.flatMap((session) =>
          HOST_PAGES.map((hostPage) => ({ deployment, mode, coop, session, hostPage })),
        ),
      ),
    ),
);

/** The title of a cell's test, from which the report finds the cell. */
export const titleOf = ({ deployment, mode, coop, session, hostPage }: Cell): string =>
  `${deployment}, ${mode}, Cognito ${coop} with ${session}, host page ${hostPage}`;
