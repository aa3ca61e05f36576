import 'connect-sign-in/define';
import { mount } from 'svelte';
import App from './App.svelte';

export { default as SignIn } from './SignIn.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('no #app');
mount(App, { target });
