/** What the database may be: an RDS instance of its own, or a cluster of Aurora whose capacity follows the load. */
export const DATABASE_ENGINES = ['rds', 'aurora-serverless-v2'] as const;

export type DatabaseEngine = (typeof DATABASE_ENGINES)[number];
