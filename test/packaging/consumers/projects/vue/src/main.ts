import 'connect-sign-in/define';
import { createApp } from 'vue';
import App from './App.vue';

export { default as SignIn } from './SignIn.vue';

createApp(App).mount('#app');
