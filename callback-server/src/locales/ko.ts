import type { Words } from '../page-words.js';

/** Korean. */
export const ko: Words = {
  pages: {
    opening: { title: '로그인 화면을 여는 중…', text: '안전한 로그인 페이지로 이동합니다.' },
    accepted: { title: '여기서 할 일이 끝났습니다', text: '이제 채팅에 로그인 결과가 표시됩니다.' },
    alreadyAccepted: {
      title: '이 로그인은 이미 완료되었습니다',
      text: '여기서 더 할 일이 없습니다. 결과는 채팅에 표시됩니다.',
    },
    declined: { title: '로그인하지 않았습니다', text: '채팅은 로그인 없이 계속됩니다.' },
    checkChat: {
      title: '채팅을 확인해 주세요',
      text: '채팅이 이 로그인에 대한 응답을 이미 받았으며 결과를 표시하고 있습니다.',
    },
    neutral: { title: '채팅으로 돌아가 주세요', text: '이 페이지에서는 할 일이 없습니다.' },
    waiting: {
      title: '잠시만 기다려 주세요',
      text: '지금 많은 사람이 로그인하고 있습니다. 로그인 정보는 보관되어 있으니 이 페이지를 열어 두세요.',
    },
    unavailable: {
      title: '평소보다 오래 걸리고 있습니다',
      text: '채팅 서비스가 제때 응답하지 않았습니다. 로그인 정보는 보관되어 있으니 이 페이지를 열어 두세요.',
    },
    tooOld: {
      title: '로그인에 시간이 너무 오래 걸렸습니다',
      text: '잃어버린 것은 없습니다. 채팅으로 돌아가 ‘로그인’을 다시 선택하세요.',
    },
    rejected: {
      title: '채팅이 이 로그인을 받아들이지 않았습니다',
      text: '만료되었거나 이미 사용되었습니다. 채팅으로 돌아가면 다음에 할 수 있는 일이 표시됩니다.',
    },
    fault: {
      title: '저희 쪽에 문제가 있습니다',
      text: '로그인을 전달하지 못했습니다. 채팅으로 돌아가 로그인하지 않고 계속하세요.',
    },
    unbound: {
      title: '이 링크는 다른 브라우저에서 열렸습니다',
      text: '안전을 위해 아무것도 전달하지 않았습니다. 처음 시작한 브라우저의 채팅으로 돌아가 그곳에서 ‘로그인’을 선택하세요.',
    },
    invalid: {
      title: '이 링크는 완전하지 않습니다',
      text: '로그인에 사용할 수 없습니다. 채팅으로 돌아가 ‘로그인’을 다시 선택하세요.',
    },
    startRefused: {
      title: '여기에서는 로그인을 시작할 수 없습니다',
      text: '채팅으로 돌아가 그곳에서 ‘로그인’을 선택하세요.',
    },
    notFound: { title: '이 페이지는 없습니다', text: '채팅으로 돌아가 주세요.' },
    methodNotAllowed: {
      title: '이 페이지는 그런 방법으로 사용할 수 없습니다',
      text: '채팅으로 돌아가 주세요.',
    },
  },
  continueToSignIn: '로그인 계속',
  backToChat: '채팅으로 돌아가기',
  tryNow: '지금 시도',
  triesAgain: '이 페이지는 약 {time} 후에 자동으로 다시 시도합니다.',
  closeWindow: '이 창을 닫아도 됩니다.',
  reference: '참조 번호:',
};
