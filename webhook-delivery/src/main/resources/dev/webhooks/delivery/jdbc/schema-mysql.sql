CREATE TABLE IF NOT EXISTS webhook_event (
	id binary(16) NOT NULL,
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	tenant varchar(255) NOT NULL,
	dedupe_key varchar(255) NOT NULL,
	original_id longtext,
	event_type varchar(255) NOT NULL,
	event_types mediumtext,
	headers mediumtext NOT NULL,
	body longblob,
	document longblob,
	context mediumtext,
	occurred_at datetime(6),
	received_at datetime(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY webhook_event_key (dedupe_key, tenant, channel, application)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_delivery (
	event_id binary(16) NOT NULL,
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
	next_attempt_at datetime(6),
	claim_token bigint,
	order_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin,
	order_position bigint,
	open_order_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin,
	finished_at datetime(6),
	dead_at datetime(6),
	last_error varchar(1000),
	PRIMARY KEY (event_id, target),
	KEY webhook_delivery_due (application, channel, target, next_attempt_at),
	KEY webhook_delivery_channel (application, channel, next_attempt_at),
	KEY webhook_delivery_status (application, channel, status, event_id, target),
	KEY webhook_delivery_target (application, channel, target, event_id),
	KEY webhook_delivery_order (open_order_key, target, order_position)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_order_key (
	order_key varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	target varchar(500) NOT NULL,
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	last_position bigint NOT NULL,
	due_at datetime(6),
	claim_token bigint,
	claimed_to bigint,
	PRIMARY KEY (order_key, target),
	KEY webhook_order_key_due (application, channel, target, due_at),
	KEY webhook_order_key_channel (application, channel, due_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_lease (
	token bigint NOT NULL,
	first_event binary(16) NOT NULL,
	last_event binary(16) NOT NULL,
	ends_at datetime(6) NOT NULL,
	PRIMARY KEY (token, first_event, last_event),
	KEY webhook_lease_end (ends_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_node (
	application varchar(100) NOT NULL,
	node varchar(36) NOT NULL,
	destinations mediumtext NOT NULL,
	seen_at datetime(6) NOT NULL,
	PRIMARY KEY (application, node)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_attempt (
	event_id binary(16) NOT NULL,
	target varchar(500) NOT NULL,
	claim_token bigint NOT NULL,
	started_at datetime(6) NOT NULL,
	number integer NOT NULL,
	duration_millis bigint NOT NULL,
	status varchar(10) NOT NULL,
	error varchar(1000),
	response_status integer,
	response mediumtext,
	PRIMARY KEY (event_id, target, claim_token)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_gate (
	application varchar(100) NOT NULL,
	channel varchar(100) NOT NULL,
	target varchar(500) NOT NULL,
	kind varchar(10) NOT NULL,
	closed_until datetime(6) NOT NULL,
	closed_at datetime(6) NOT NULL,
	reason varchar(255),
	probes integer NOT NULL,
	tolerated integer NOT NULL,
	wait_millis bigint NOT NULL,
	probes_left integer NOT NULL,
	probes_under_way integer NOT NULL,
	succeeded integer NOT NULL,
	failed integer NOT NULL,
	probe_round bigint NOT NULL,
	PRIMARY KEY (application, channel, target, kind)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_alert (
	application varchar(100) NOT NULL,
	kind varchar(50) NOT NULL,
	subject varchar(600) NOT NULL,
	since datetime(6) NOT NULL,
	told_at datetime(6) NOT NULL,
	confirmations bigint NOT NULL,
	details varchar(1000),
	PRIMARY KEY (application, kind, subject)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
