export {
  createLoadBalancer,
  type ListenerAddress,
  type LoadBalancer,
  type LoadBalancerOptions,
} from './load-balancer.ts';
