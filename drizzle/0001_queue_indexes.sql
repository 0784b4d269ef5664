DROP INDEX `candidates_queue`;--> statement-breakpoint
DROP INDEX `candidates_score`;--> statement-breakpoint
DROP INDEX `candidates_state_asked`;--> statement-breakpoint
CREATE INDEX `candidates_by_need` ON `candidates` (`state`,`score`,`is_lead`,`queue_class`,`safety_class`,`product_id`,`source_id`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_by_age` ON `candidates` (`state`,`asked_at`,`is_lead`,`queue_class`,`safety_class`,`product_id`,`source_id`);