CREATE TABLE IF NOT EXISTS webhook_endpoint (
	application varchar(100) NOT NULL,
	id varchar(100) NOT NULL,
	tenant varchar(255) NOT NULL,
	client_key varchar(43),
	url varchar(2048) NOT NULL,
	description varchar(500),
	events varchar NOT NULL,
	message_filter varchar,
	signature varchar NOT NULL,
	rate_per_minute integer,
	ssl_bundle varchar(100),
	metadata varchar,
	ordered boolean NOT NULL,
	headers varchar,
	headers_key_id varchar(40),
	header_names varchar,
	status varchar(10) NOT NULL,
	status_reason varchar(255),
	status_since timestamp(6) with time zone NOT NULL,
	version bigint NOT NULL,
	revision bigint NOT NULL,
	created_at timestamp(6) with time zone NOT NULL,
	updated_at timestamp(6) with time zone NOT NULL,
	CONSTRAINT webhook_endpoint_pk PRIMARY KEY (application, id),
	CONSTRAINT webhook_endpoint_key UNIQUE (client_key)
);

CREATE INDEX IF NOT EXISTS webhook_endpoint_tenant ON webhook_endpoint (application, tenant, id);
CREATE INDEX IF NOT EXISTS webhook_endpoint_revision ON webhook_endpoint (application, revision);
CREATE INDEX IF NOT EXISTS webhook_endpoint_status ON webhook_endpoint (application, status, updated_at);

CREATE TABLE IF NOT EXISTS webhook_secret (
	application varchar(100) NOT NULL,
	endpoint_id varchar(100) NOT NULL,
	secret_number integer NOT NULL,
	secret varchar NOT NULL,
	key_id varchar(40) NOT NULL,
	created_at timestamp(6) with time zone NOT NULL,
	expires_at timestamp(6) with time zone,
	CONSTRAINT webhook_secret_pk PRIMARY KEY (application, endpoint_id, secret_number)
);

CREATE TABLE IF NOT EXISTS webhook_revision (
	application varchar(100) NOT NULL,
	revision bigint NOT NULL,
	CONSTRAINT webhook_revision_pk PRIMARY KEY (application)
);
