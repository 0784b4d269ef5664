CREATE TABLE `opinions` (
	`claim_hash` text NOT NULL,
	`evidence_hash` text NOT NULL,
	`judge` text NOT NULL,
	`label` text NOT NULL,
	`confidence` real NOT NULL,
	`rationale` text DEFAULT '' NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`claim_hash`, `evidence_hash`, `judge`),
	CONSTRAINT "opinions_label" CHECK("label" in ('contradiction', 'neutral', 'entailment', 'abstain'))
);
