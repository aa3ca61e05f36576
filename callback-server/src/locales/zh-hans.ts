import type { Words } from '../page-words.js';

/** Chinese in simplified characters. */
export const zhHans: Words = {
  pages: {
    opening: { title: '正在打开登录页面…', text: '即将转到安全的登录页面。' },
    accepted: { title: '此处操作已完成', text: '您的聊天窗口现在会显示登录结果。' },
    alreadyAccepted: { title: '此次登录已经完成', text: '此处无需再操作。结果显示在您的聊天窗口中。' },
    declined: { title: '您没有登录', text: '您的聊天将在未登录的情况下继续。' },
    checkChat: { title: '请查看您的聊天窗口', text: '您的聊天已收到此次登录的答复，并显示了结果。' },
    neutral: { title: '请返回您的聊天窗口', text: '此页面无需任何操作。' },
    waiting: { title: '请稍候', text: '当前登录的人数较多。您的登录信息已保留，请不要关闭此页面。' },
    unavailable: {
      title: '所需时间比平时长',
      text: '聊天服务未及时响应。您的登录信息已保留，请不要关闭此页面。',
    },
    tooOld: { title: '此次登录耗时过长', text: '没有丢失任何内容。请返回聊天窗口，再次选择“登录”。' },
    rejected: { title: '聊天未接受此次登录', text: '它已过期或已被使用。请返回聊天窗口查看可以进行的操作。' },
    fault: {
      title: '我们这边出现了问题',
      text: '无法传递您的登录信息。请返回聊天窗口，在不登录的情况下继续。',
    },
    unbound: {
      title: '此链接在另一个浏览器中打开',
      text: '为了您的安全，未传递任何信息。请在最初使用的浏览器中返回聊天窗口，并在那里选择“登录”。',
    },
    invalid: { title: '此链接不完整', text: '无法用它登录。请返回聊天窗口，再次选择“登录”。' },
    startRefused: { title: '无法从这里开始登录', text: '请返回聊天窗口，并在那里选择“登录”。' },
    notFound: { title: '没有这个页面', text: '请返回您的聊天窗口。' },
    methodNotAllowed: { title: '此页面不能这样使用', text: '请返回您的聊天窗口。' },
  },
  continueToSignIn: '继续登录',
  backToChat: '返回聊天',
  tryNow: '立即重试',
  triesAgain: '此页面将在约{time}后自动重试。',
  closeWindow: '您可以关闭此窗口。',
  reference: '参考编号：',
};
