import type { SignInStrings } from './en.js';

/** The prompt's words in Japanese, in the polite form. */
export const strings: SignInStrings = {
  label: 'サインイン',
  'requesting-url.title': 'サインインを準備しています…',
  'requesting-url.text': '少々お待ちください。',
  'offered.title': '続けるにはサインインしてください',
  'offered.text': 'サインイン画面は新しいウィンドウで開きます。完了したら、このチャットにお戻りください。',
  'offered-here.text': 'サインインのため、いったんこのページを離れます。完了すると、このチャットに戻ります。',
  'refused.title': '現在サインインをご利用いただけません',
  'refused.late':
    'この依頼は時間が経過したため使えません。サインインせずに続け、チャットでもう一度サインインしたいとお伝えください。',
  'refused.rejected':
    '別のタブですでに開いている可能性があります。そちらで完了するか、サインインせずにお続けください。',
  'refused.throttled': '現在、多くの方がサインインしています。今はサインインせずに続けることができます。',
  'refused.unreachable':
    'サインインのサービスが応答しませんでした。今はサインインせずに続けることができます。',
  'refused.misconfigured':
    'このページではサインインが設定されていません。サインインせずに続けることができます。',
  'signing-in.title': 'サインインを完了してください',
  'signing-in.text':
    'サインインのウィンドウで手続きを完了してください。完了すると、このチャットは自動的に更新されます。',
  'confirming.title': 'サインインを確認しています…',
  'confirming.text': '数秒かかります。',
  'opting-out.title': 'サインインせずに続けています…',
  'opting-out.text': '少々お待ちください。',
  'succeeded.title': 'サインインしました',
  'succeeded.named': '{name} としてサインインしました',
  'succeeded.text': 'このままチャットをお続けください。',
  'failed.title': 'サインインしていません',
  'failed.text': 'サインインできませんでした。チャットはこのまま続き、次にできることをご案内します。',
  'timeout.title': 'サインインの制限時間が過ぎました',
  'timeout.text': 'サインインしていません。チャットはこのまま続き、あらためてお願いする場合があります。',
  'expired.title': 'このサインインの依頼は有効期限が切れました',
  'expired.text': 'サインインしていません。チャットはこのまま続き、あらためてお願いする場合があります。',
  'opted-out.title': 'サインインせずに続けます',
  'opted-out.text': 'このままチャットをお続けください。',
  'disconnected.title': 'チャットは終了しました',
  'disconnected.text': 'サインインの必要はなくなりました。お困りの際は、新しいチャットを開始してください。',
  'notice.window-blocked':
    'ブラウザーがサインインのウィンドウをブロックしました。このページで許可してから、もう一度お試しください。',
  'notice.window-blocked-here':
    'ブラウザーがサインインのウィンドウをブロックしました。もう一度試すか、このタブでお続けください。',
  'notice.unfinished':
    'まだ完了していませんか？サインインのウィンドウに戻るか、サインイン画面をもう一度開いてください。',
  'notice.opt-out-refused': 'うまくいきませんでした。しばらくしてからもう一度お試しください。',
  'action.sign-in': 'サインイン',
  'action.try-again': 'もう一度試す',
  'action.open-again': 'サインイン画面をもう一度開く',
  'action.here': 'このタブで続ける',
  'action.opt-out': 'サインインせずに続ける',
  'new-window': '新しいウィンドウで開きます',
  opening: 'サインイン画面を開いています…',
  'time-left': '残り {time}',
  'spoken.60': 'サインインの残り時間は 1 分です。',
  'spoken.30': 'サインインの残り時間は 30 秒です。',
};
