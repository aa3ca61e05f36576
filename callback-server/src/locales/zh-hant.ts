import type { Words } from '../page-words.js';

/** Chinese in traditional characters. */
export const zhHant: Words = {
  pages: {
    opening: { title: '正在開啟登入頁面…', text: '即將前往安全的登入頁面。' },
    accepted: { title: '此處操作已完成', text: '您的聊天視窗現在會顯示登入結果。' },
    alreadyAccepted: { title: '此次登入已經完成', text: '此處無需再操作。結果顯示在您的聊天視窗中。' },
    declined: { title: '您沒有登入', text: '您的聊天將在未登入的情況下繼續。' },
    checkChat: { title: '請查看您的聊天視窗', text: '您的聊天已收到此次登入的回覆，並顯示了結果。' },
    neutral: { title: '請返回您的聊天視窗', text: '此頁面無需任何操作。' },
    waiting: { title: '請稍候', text: '目前登入的人數較多。您的登入資訊已保留，請不要關閉此頁面。' },
    unavailable: {
      title: '所需時間比平常長',
      text: '聊天服務未及時回應。您的登入資訊已保留，請不要關閉此頁面。',
    },
    tooOld: { title: '此次登入花費的時間過長', text: '沒有遺失任何內容。請返回聊天視窗，再次選擇「登入」。' },
    rejected: { title: '聊天未接受此次登入', text: '它已過期或已被使用。請返回聊天視窗查看可以進行的操作。' },
    fault: {
      title: '我們這邊發生了問題',
      text: '無法傳遞您的登入資訊。請返回聊天視窗，在不登入的情況下繼續。',
    },
    unbound: {
      title: '此連結在另一個瀏覽器中開啟',
      text: '為了您的安全，未傳遞任何資訊。請在最初使用的瀏覽器中返回聊天視窗，並在那裡選擇「登入」。',
    },
    invalid: { title: '此連結不完整', text: '無法用它登入。請返回聊天視窗，再次選擇「登入」。' },
    startRefused: { title: '無法從這裡開始登入', text: '請返回聊天視窗，並在那裡選擇「登入」。' },
    notFound: { title: '沒有這個頁面', text: '請返回您的聊天視窗。' },
    methodNotAllowed: { title: '此頁面不能這樣使用', text: '請返回您的聊天視窗。' },
  },
  continueToSignIn: '繼續登入',
  backToChat: '返回聊天',
  tryNow: '立即重試',
  triesAgain: '此頁面將在約{time}後自動重試。',
  closeWindow: '您可以關閉此視窗。',
  reference: '參考編號：',
};
