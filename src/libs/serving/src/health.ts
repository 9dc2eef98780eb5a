// The container's health check, as a program: exit 0 when /health answers 200 within 4 s, else 1.
import { get } from 'node:http';

const { HOST, PORT = '3000' } = process.env;
// what listens everywhere is asked on the loopback address
const host = HOST === undefined || HOST === '' || HOST === '0.0.0.0' ? '127.0.0.1' : HOST;

const request = get({ host, port: PORT, path: '/health', timeout: 4000, agent: false }, (response) => {
  response.resume();
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => request.destroy(new Error('no answer within 4 s')));
request.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
