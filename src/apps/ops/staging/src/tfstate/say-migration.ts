import type { Target } from '../target/target.ts';
import type { Move } from './moves.ts';
import type { Backend, Place } from './place.ts';

export type Intention = {
  to: Backend;
  now: Backend;
  moves: readonly Move[];
  source: Place;
  destination: Place;
  bucket: string;
  env: string;
  target: Pick<Target, 'kind'>;
};

/** What is about to happen, for the question before it. */
export function sayIntention({ to, moves, destination, bucket, env, target }: Intention): string[] {
  const copied = moves.filter(({ step }) => step.kind === 'copy');
  return [
    `This moves the states ${to === 's3' ? `to the bucket ${bucket}, which is made if it is not there` : 'to local files'}:`,
    ...copied.map(({ unit, source }) => `  ${unit}, serial ${source?.state.serial}, to ${destination.where(unit)}`),
    ...moves.filter(({ step }) => step.kind === 'moved').map(({ unit }) => `  ${unit} is there already`),
    ...(target.kind === 'aws' ? [`  ${env} will say backend = "${to}"`] : []),
    'Every plan must be empty afterwards; only then are the former ones removed (a copy of each is kept).',
  ];
}

/** The calls that would do the same by hand. */
export function sayDryRun({ to, moves, source, destination, bucket, env, target }: Intention): string[] {
  const make = [
    `aws s3api create-bucket --bucket ${bucket} --region ap-northeast-1 --create-bucket-configuration LocationConstraint=ap-northeast-1`,
    `aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`,
  ];
  const remove = (unit: string) =>
    source.backend === 's3' ? `aws s3 rm ${source.where(unit)}` : `rm ${source.where(unit)}`;
  return [
    ...(to === 's3' ? make : []),
    ...moves
      .filter(({ step }) => step.kind === 'copy')
      .map(({ unit }) => `aws s3 cp ${source.where(unit)} ${destination.where(unit)}`),
    target.kind === 'aws' ? `${env}: backend = "${to}"` : `STAGING_BACKEND=${to}, remembered by the rehearsal`,
    'staging clean',
    'terragrunt run --all plan',
    ...moves.filter((move) => move.source).map(({ unit }) => remove(unit)),
  ];
}
