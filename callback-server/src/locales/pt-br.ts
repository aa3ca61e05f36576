import type { Words } from '../page-words.js';

/** Portuguese as spoken in Brazil. */
export const ptBr: Words = {
  pages: {
    opening: { title: 'Abrindo o login…', text: 'Você está sendo levado à página segura de login.' },
    accepted: { title: 'Você terminou aqui', text: 'Seu chat agora mostra o resultado do login.' },
    alreadyAccepted: {
      title: 'Este login já foi concluído',
      text: 'Não há mais nada a fazer aqui. Seu chat mostra o resultado.',
    },
    declined: { title: 'Você não fez login', text: 'Seu chat continua sem ele.' },
    checkChat: {
      title: 'Veja o seu chat',
      text: 'Seu chat já recebeu uma resposta para este login e mostra o resultado.',
    },
    neutral: { title: 'Volte ao seu chat', text: 'Não há nada a fazer nesta página.' },
    waiting: {
      title: 'Um momento, por favor',
      text: 'Muitas pessoas estão fazendo login agora. Seu login está guardado; deixe esta página aberta.',
    },
    unavailable: {
      title: 'Está demorando mais que o normal',
      text: 'O serviço de chat não respondeu a tempo. Seu login está guardado; deixe esta página aberta.',
    },
    tooOld: {
      title: 'Este login demorou demais',
      text: 'Nada foi perdido. Volte ao seu chat e escolha “Entrar” novamente.',
    },
    rejected: {
      title: 'O chat não aceitou este login',
      text: 'Ele expirou ou já foi usado. Volte ao seu chat: ele mostra o que você pode fazer.',
    },
    fault: {
      title: 'Há um problema do nosso lado',
      text: 'Não foi possível transmitir o seu login. Volte ao seu chat e continue sem entrar.',
    },
    unbound: {
      title: 'Este link foi aberto em outro navegador',
      text: 'Para sua segurança, nada foi transmitido. Volte ao seu chat, no navegador em que começou, e escolha “Entrar” por lá.',
    },
    invalid: {
      title: 'Este link não está completo',
      text: 'Ele não serve para fazer login. Volte ao seu chat e escolha “Entrar” novamente.',
    },
    startRefused: {
      title: 'O login não pode começar aqui',
      text: 'Volte ao seu chat e escolha “Entrar” por lá.',
    },
    notFound: { title: 'Esta página não existe', text: 'Volte ao seu chat.' },
    methodNotAllowed: { title: 'Esta página não pode ser usada assim', text: 'Volte ao seu chat.' },
  },
  continueToSignIn: 'Continuar para o login',
  backToChat: 'Voltar ao chat',
  tryNow: 'Tentar agora',
  triesAgain: 'Esta página tenta de novo sozinha em cerca de {time}.',
  closeWindow: 'Você pode fechar esta janela.',
  reference: 'Referência:',
};
