/** What a page must keep of a chat to come back to it after a reload: the reply of StartChatContact. */
export interface SavedChat {
  readonly contactId: string;
  readonly participantId: string;
  readonly participantToken: string;
}

const KEY = 'fernhill-chat';

/** Told to the window when a chat was saved, for what stands beside the chat. */
export const CHAT_SAVED = 'fernhill-chat-saved';

/** Keeps the chat for this tab; another tab has a chat of its own. */
export function saveChat(chat: SavedChat): void {
  sessionStorage.setItem(KEY, JSON.stringify(chat));
  dispatchEvent(new Event(CHAT_SAVED));
}

/** The chat of this tab, or nothing. */
export function savedChat(): SavedChat | undefined {
  const text = sessionStorage.getItem(KEY);
  return text === null ? undefined : (JSON.parse(text) as SavedChat);
}

/** Lets go of the chat, once it ended. */
export function forgetChat(): void {
  sessionStorage.removeItem(KEY);
}
