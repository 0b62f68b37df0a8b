-- Who may do what: operators of the city over GraphQL, gateways over MQTT.

CREATE SCHEMA operators;

CREATE TABLE operators.operator (
  name text PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
COMMENT ON COLUMN operators.operator.token_hash IS 'SHA-256 of the token, in hex; the token itself is shown once and kept nowhere.';
COMMENT ON COLUMN operators.operator.last_used_at IS 'To the minute';

ALTER TABLE sensors.gateway
  ADD COLUMN secret_hash text,
  ADD COLUMN topics text[] NOT NULL DEFAULT '{}',
  ADD COLUMN registered_at timestamptz,
  ADD COLUMN rotated_at timestamptz,
  ADD COLUMN revoked_at timestamptz,
  ADD CONSTRAINT secret_while_it_may_publish CHECK ((secret_hash IS NOT NULL) = (registered_at IS NOT NULL AND revoked_at IS NULL));
COMMENT ON COLUMN sensors.gateway.secret_hash IS 'As in a password file of Mosquitto: $7$iterations$salt$hash (PBKDF2 with SHA-512)';
COMMENT ON COLUMN sensors.gateway.topics IS 'MQTT topic filters beside gateways/{id}/# that it may publish on, for formats whose topics cannot have a prefix';
COMMENT ON COLUMN sensors.gateway.registered_at IS 'Null: seen, but never registered. Whoever may publish without a password may use such an id.';
