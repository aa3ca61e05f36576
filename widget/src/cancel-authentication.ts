import type { ChatSession } from './ports.js';
import type { SignInEvent } from './sign-in-state.js';

/**
 * Cancels one session; never rejects.
 *
 * @returns nothing on success, because only Connect's `cancelled` ends the session
 */
export async function cancelAuthentication(
  chat: ChatSession | undefined,
  sessionId: string,
): Promise<SignInEvent | undefined> {
  try {
    await chat?.cancelParticipantAuthentication({ sessionId });
    if (chat) return undefined;
  } catch {
    // Refused or not answered: the customer may try again.
  }
  return { type: 'cancelRefused', sessionId };
}
