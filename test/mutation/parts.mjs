// The core: what would let a stranger in, lose a sign-in or overrun Connect's quota if it were wrong.

/** Sources by part, and the tests that must notice a change in them. */
export const PARTS = {
  machine: {
    mutate: ['widget/src/sign-in-machine.ts', 'widget/src/sign-in-state.ts', 'widget/src/session-match.ts'],
    tests: ['test/widget/unit/sign-in-machine.test.ts', 'test/widget/unit/session-match.test.ts'],
  },
  binding: {
    mutate: [
      'callback-server/src/browser-binding.ts',
      'callback-server/src/signed-token.ts',
      'callback-server/src/state-hash.ts',
    ],
    tests: [
      'test/callback-server/t07-t09-binding.test.ts',
      'test/callback-server/signed-token.test.ts',
      'test/callback-server/browser-binding.test.ts',
    ],
  },
  parser: {
    mutate: ['shared/src/authorization-response.ts', 'shared/src/start-request.ts'],
    tests: ['test/shared/*.test.ts'],
  },
  quota: {
    mutate: [
      'callback-server/src/quota.ts',
      'callback-server/src/rate-limiter-quota.ts',
      'callback-server/src/waiting-room.ts',
    ],
    tests: [
      'test/callback-server/quota.test.ts',
      'test/callback-server/waiting-room.test.ts',
      'test/callback-server/shared-quota.test.ts',
    ],
  },
};
