import type { FocusEvent } from 'react';

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  /** Another one than its name, where a page has several of that name. */
  readonly id?: string;
  readonly type?: 'text' | 'url' | 'email' | 'password' | 'number';
  readonly autoComplete?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly onBlur?: (event: FocusEvent<HTMLInputElement>) => void;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
};

/** A text field with its label, its hint, and what is wrong with it. */
export const Field = ({ name, label, value, hint, problem, id = name, ...input }: FieldProps) => {
  const hintId = hint ? `${id}-hint` : undefined;
  const problemId = problem ? `${id}-problem` : undefined;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={value}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={[problemId, hintId].filter(Boolean).join(' ') || undefined}
        className="field"
        {...input}
      />
      {problem && (
        <p id={problemId} className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
      {hint && (
        <p id={hintId} className="mt-1 text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
};
