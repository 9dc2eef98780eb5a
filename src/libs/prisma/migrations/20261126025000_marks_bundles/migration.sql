-- linkding's clients know saved searches by numbers. Few rows, each of which gets one.
ALTER TABLE "searches" ADD COLUMN "number" BIGSERIAL NOT NULL, ADD COLUMN "position" INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX "searches_number" ON "searches"("number");
