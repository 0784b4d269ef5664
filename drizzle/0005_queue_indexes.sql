DROP INDEX `candidates_by_need`;--> statement-breakpoint
DROP INDEX `candidates_by_age`;--> statement-breakpoint
CREATE INDEX `candidates_by_class` ON `candidates` (`state`,`is_lead`,`queue_class`,`score`,`safety_class`,`product_id`,`source_id`,`asked_at`,`assignee_id`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_by_need` ON `candidates` (`state`,`score`,`is_lead`,`queue_class`,`safety_class`,`product_id`,`source_id`,`asked_at`,`assignee_id`,`asks`);--> statement-breakpoint
CREATE INDEX `candidates_by_age` ON `candidates` (`state`,`asked_at`,`is_lead`,`queue_class`,`safety_class`,`product_id`,`source_id`,`assignee_id`);--> statement-breakpoint
CREATE INDEX `placements_coverage` ON `placements` (`coverage`);