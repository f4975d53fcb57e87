CREATE TABLE IF NOT EXISTS webhook_event (
	id uuid NOT NULL,
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	tenant varchar(255) NOT NULL,
	dedupe_key varchar(255) NOT NULL,
	original_id clob,
	event_type varchar(255) NOT NULL,
	event_types varchar,
	headers varchar NOT NULL,
	body binary large object,
	document binary large object,
	context varchar,
	occurred_at timestamp(6) with time zone,
	received_at timestamp(6) with time zone NOT NULL,
	CONSTRAINT webhook_event_pk PRIMARY KEY (id),
	CONSTRAINT webhook_event_key UNIQUE (dedupe_key, tenant, channel, application)
);

CREATE TABLE IF NOT EXISTS webhook_delivery (
	event_id uuid NOT NULL,
	target varchar(500) NOT NULL,
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	status varchar(10) NOT NULL,
	triggered_by varchar(11) NOT NULL,
	attempts integer NOT NULL,
	counted_attempts integer NOT NULL,
	attempts_put_off integer NOT NULL,
	takeovers integer NOT NULL,
	event_size integer NOT NULL,
	next_attempt_at timestamp(6) with time zone,
	claim_token bigint,
	order_key varchar(43),
	order_position bigint,
	open_order_key varchar(43),
	finished_at timestamp(6) with time zone,
	dead_at timestamp(6) with time zone,
	last_error varchar(1000),
	CONSTRAINT webhook_delivery_pk PRIMARY KEY (event_id, target)
);

CREATE INDEX IF NOT EXISTS webhook_delivery_due ON webhook_delivery (application, channel, target, next_attempt_at);
CREATE INDEX IF NOT EXISTS webhook_delivery_channel ON webhook_delivery (application, channel, next_attempt_at);
CREATE INDEX IF NOT EXISTS webhook_delivery_status ON webhook_delivery (application, channel, status, event_id, target);
CREATE INDEX IF NOT EXISTS webhook_delivery_target ON webhook_delivery (application, channel, target, event_id);
CREATE INDEX IF NOT EXISTS webhook_delivery_order ON webhook_delivery (open_order_key, target, order_position);

CREATE TABLE IF NOT EXISTS webhook_order_key (
	order_key varchar(43) NOT NULL,
	target varchar(500) NOT NULL,
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	last_position bigint NOT NULL,
	due_at timestamp(6) with time zone,
	claim_token bigint,
	claimed_to bigint,
	CONSTRAINT webhook_order_key_pk PRIMARY KEY (order_key, target)
);

CREATE INDEX IF NOT EXISTS webhook_order_key_due ON webhook_order_key (application, channel, target, due_at);
CREATE INDEX IF NOT EXISTS webhook_order_key_channel ON webhook_order_key (application, channel, due_at);

CREATE TABLE IF NOT EXISTS webhook_lease (
	token bigint NOT NULL,
	first_event uuid NOT NULL,
	last_event uuid NOT NULL,
	ends_at timestamp(6) with time zone NOT NULL,
	CONSTRAINT webhook_lease_pk PRIMARY KEY (token, first_event, last_event)
);

CREATE INDEX IF NOT EXISTS webhook_lease_end ON webhook_lease (ends_at);

CREATE TABLE IF NOT EXISTS webhook_node (
	application varchar(100) NOT NULL,
	node varchar(36) NOT NULL,
	destinations varchar NOT NULL,
	seen_at timestamp(6) with time zone NOT NULL,
	CONSTRAINT webhook_node_pk PRIMARY KEY (application, node)
);

CREATE TABLE IF NOT EXISTS webhook_attempt (
	event_id uuid NOT NULL,
	target varchar(500) NOT NULL,
	claim_token bigint NOT NULL,
	started_at timestamp(6) with time zone NOT NULL,
	number integer NOT NULL,
	duration_millis bigint NOT NULL,
	status varchar(10) NOT NULL,
	error varchar(1000),
	response_status integer,
	response varchar,
	CONSTRAINT webhook_attempt_pk PRIMARY KEY (event_id, target, claim_token)
);

CREATE TABLE IF NOT EXISTS webhook_gate (
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	target varchar(500) NOT NULL,
	kind varchar(10) NOT NULL,
	closed_until timestamp(6) with time zone NOT NULL,
	closed_at timestamp(6) with time zone NOT NULL,
	reason varchar(255),
	probes integer NOT NULL,
	tolerated integer NOT NULL,
	wait_millis bigint NOT NULL,
	probes_left integer NOT NULL,
	probes_under_way integer NOT NULL,
	succeeded integer NOT NULL,
	failed integer NOT NULL,
	probe_round bigint NOT NULL,
	CONSTRAINT webhook_gate_pk PRIMARY KEY (application, channel, target, kind)
);

CREATE TABLE IF NOT EXISTS webhook_alert (
	application varchar(100) NOT NULL,
	kind varchar(50) NOT NULL,
	subject varchar(600) NOT NULL,
	since timestamp(6) with time zone NOT NULL,
	told_at timestamp(6) with time zone NOT NULL,
	confirmations bigint NOT NULL,
	details varchar(1000),
	CONSTRAINT webhook_alert_pk PRIMARY KEY (application, kind, subject)
);
