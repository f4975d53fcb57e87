CREATE TABLE IF NOT EXISTS webhook_event (
	id binary(16) NOT NULL,
	provider varchar(100) NOT NULL,
	tenant varchar(255) NOT NULL,
	dedupe_key varchar(255) NOT NULL,
	original_id text,
	event_type varchar(255) NOT NULL,
	event_types text,
	headers mediumtext NOT NULL,
	body longblob,
	document longblob,
	context text,
	occurred_at datetime(6),
	received_at datetime(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY webhook_event_key (dedupe_key, tenant, provider)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_delivery (
	event_id binary(16) NOT NULL,
	listener varchar(500) NOT NULL,
	provider varchar(100) NOT NULL,
	status varchar(10) NOT NULL,
	triggered_by varchar(10) NOT NULL,
	attempts integer NOT NULL,
	next_attempt_at datetime(6),
	claim_token bigint,
	order_key varchar(255),
	open_order_key varchar(255),
	finished_at datetime(6),
	dead_at datetime(6),
	last_error varchar(1000),
	PRIMARY KEY (event_id, listener),
	KEY webhook_delivery_due (provider, next_attempt_at),
	KEY webhook_delivery_status (status, event_id),
	KEY webhook_delivery_order (open_order_key, event_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS webhook_lease (
	token bigint NOT NULL,
	first_event binary(16) NOT NULL,
	last_event binary(16) NOT NULL,
	ends_at datetime(6) NOT NULL,
	PRIMARY KEY (token, first_event, last_event),
	KEY webhook_lease_end (ends_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
