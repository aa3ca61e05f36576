/** Heading and sentence of a page. */
export interface Message {
  readonly title: string;
  readonly text: string;
}

/** Every page that a customer can see. */
export type PageName =
  | 'opening'
  | 'accepted'
  | 'alreadyAccepted'
  | 'declined'
  | 'checkChat'
  | 'neutral'
  | 'waiting'
  | 'unavailable'
  | 'tooOld'
  | 'rejected'
  | 'fault'
  | 'unbound'
  | 'invalid'
  | 'startRefused'
  | 'notFound'
  | 'methodNotAllowed';

/** All texts of the pages in one language. `{time}` stands for a duration such as "12 seconds". */
export interface Words {
  readonly pages: Readonly<Record<PageName, Message>>;
  readonly continueToSignIn: string;
  readonly backToChat: string;
  readonly tryNow: string;
  readonly triesAgain: string;
  readonly closeWindow: string;
  /** Label before the request id, for somebody who asks for help; with the colon as its language writes it. */
  readonly reference: string;
}
