type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly type?: 'text' | 'url' | 'email' | 'password';
  readonly autoComplete?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly placeholder?: string;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
};

/** A text field with its label, its hint, and what is wrong with it. */
export const Field = ({ name, label, value, hint, problem, ...input }: FieldProps) => {
  const hintId = hint ? `${name}-hint` : undefined;
  const problemId = problem ? `${name}-problem` : undefined;
  return (
    <div>
      <label htmlFor={name} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <input
        id={name}
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
