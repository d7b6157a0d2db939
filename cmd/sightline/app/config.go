package app

import (
	"time"
)

// Config is everything that a council can set, in one place. Each field is a flag (--temporal-address), a variable (SIGHTLINE_TEMPORAL_ADDRESS)
// and a key of the configuration file (temporal-address); a flag wins over a variable, a variable over the file, the file over the default.
// Secrets come from a variable, the file or a file of their own, never from a flag.
type Config struct {
	DatabaseURL     Secret `name:"database-url" group:"ledger" placeholder:"URL" help:"Where the ledger is: postgres://user@host:5432/sightline. A URL with a password is a secret."`
	DatabaseURLFile string `name:"database-url-file" group:"ledger" placeholder:"PATH" help:"A file that holds the ledger's URL."`

	TemporalAddress   string `name:"temporal-address" group:"temporal" default:"127.0.0.1:7233" placeholder:"HOST:PORT" help:"Where Temporal's frontend listens."`
	TemporalNamespace string `name:"temporal-namespace" group:"temporal" default:"sightline" placeholder:"NAME" help:"Temporal namespace; it must exist."`
	TemporalTLS       bool   `name:"temporal-tls" group:"temporal" help:"Speak TLS with Temporal."`
	TemporalCAFile    string `name:"temporal-ca-file" group:"temporal" placeholder:"PATH" help:"Certificates that vouch for Temporal; without it the system's."`
	TemporalCertFile  string `name:"temporal-cert-file" group:"temporal" placeholder:"PATH" help:"Certificate that Sightline shows to Temporal."`
	TemporalKeyFile   string `name:"temporal-key-file" group:"temporal" placeholder:"PATH" help:"Private key of that certificate."`

	PayloadKeys     Secret `name:"payload-keys" group:"keys" placeholder:"KEYS" help:"Keys that encrypt what passes through Temporal: lines of id:base64 of 32 bytes. The first encrypts, all decrypt."`
	PayloadKeysFile string `name:"payload-keys-file" group:"keys" placeholder:"PATH" help:"A file that holds the payload keys."`

	Listen                string `name:"listen" group:"pages" default:"127.0.0.1:8480" placeholder:"HOST:PORT" help:"Where serve offers the pages and the API."`
	Address               string `name:"address" group:"pages" placeholder:"URL" help:"Where people find the pages, for links in mails: https://sightline.council.example. Without it http:// and the listen address."`
	TrustedProxies        string `name:"trusted-proxies" group:"pages" placeholder:"ADDRESSES" help:"Addresses or networks of your own reverse proxies, separated by commas. Only they may say for whom they ask."`
	Council               string `name:"council" group:"pages" default:"Your council" placeholder:"NAME" help:"The council's name, as the pages show it."`
	AccessibilityEmail    string `name:"accessibility-email" group:"pages" placeholder:"ADDRESS" help:"Where people report what they cannot use, for the accessibility statement."`
	AccessibilityPhone    string `name:"accessibility-phone" group:"pages" placeholder:"NUMBER" help:"The same by telephone."`
	AccessibilityPrepared string `name:"accessibility-prepared" group:"pages" placeholder:"DATE" help:"When the accessibility statement was prepared, in words: 3 March 2027."`
	AccessibilityTested   string `name:"accessibility-tested" group:"pages" placeholder:"DATE" help:"When people last tested the pages; without it the statement says that nobody has."`
	AccessibilityProblems string `name:"accessibility-problems" group:"pages" placeholder:"WORDS" help:"What is known not to work for everybody, separated by semicolons."`

	PrivateListen string        `name:"private-listen" group:"pages" default:"127.0.0.1:8481" placeholder:"HOST:PORT" help:"Where serve answers /livez, /readyz and /metrics; off for nowhere."`
	WorkerListen  string        `name:"worker-listen" group:"pages" default:"127.0.0.1:8482" placeholder:"HOST:PORT" help:"Where a worker answers /livez, /readyz and /metrics; off for nowhere."`
	Grace         time.Duration `name:"grace" group:"pages" default:"20s" placeholder:"TIME" help:"How long a stop waits for what is under way."`

	SMTPHost         string `name:"smtp-host" group:"mail" placeholder:"HOST" help:"Mail server. Without it mails are kept and shown on the page Mails sent."`
	SMTPPort         int    `name:"smtp-port" group:"mail" default:"587" placeholder:"PORT" help:"Port of the mail server."`
	SMTPTLS          string `name:"smtp-tls" group:"mail" default:"required" enum:"required,opportunistic,none" placeholder:"HOW" help:"Encryption of the mail connection: required, opportunistic or none."`
	SMTPUsername     string `name:"smtp-username" group:"mail" placeholder:"NAME" help:"Who signs in to the mail server; without it nobody does."`
	SMTPPassword     Secret `name:"smtp-password" group:"mail" placeholder:"SECRET" help:"Password for the mail server."`
	SMTPPasswordFile string `name:"smtp-password-file" group:"mail" placeholder:"PATH" help:"A file that holds the mail server's password."`
	MailFrom         string `name:"mail-from" group:"mail" placeholder:"ADDRESS" help:"Sender of the mails: Sightline <sightline@council.example>."`

	OTLPEndpoint    string  `name:"otlp-endpoint" group:"traces" placeholder:"URL" help:"Collector that takes traces as OTLP over HTTP, such as http://127.0.0.1:4318; /v1/traces is added, as with OTEL_EXPORTER_OTLP_ENDPOINT. Without it there are no traces."`
	OTLPHeaders     Secret  `name:"otlp-headers" group:"traces" placeholder:"HEADERS" help:"Headers that the collector asks for, as in OTEL_EXPORTER_OTLP_HEADERS: name=value, separated by commas."`
	OTLPHeadersFile string  `name:"otlp-headers-file" group:"traces" placeholder:"PATH" help:"A file that holds the collector's headers."`
	OTLPCAFile      string  `name:"otlp-ca-file" group:"traces" placeholder:"PATH" help:"Certificates that vouch for the collector; without it the system's."`
	TraceShare      float64 `name:"trace-share" group:"traces" default:"1" placeholder:"SHARE" help:"How much is traced, from 0 to 1: 0.1 is every tenth request and workflow."`

	LogLevel  string `name:"log-level" group:"log" default:"info" enum:"debug,info,warn,error" placeholder:"LEVEL" help:"Least important log lines to write: debug, info, warn or error."`
	LogFormat string `name:"log-format" group:"log" default:"text" enum:"text,json" placeholder:"FORM" help:"Form of the log lines: text or json."`
}

// groups orders the configuration for help, config check and docs/operating.md.
var groups = []struct{ key, title string }{
	{"ledger", "The ledger"}, {"temporal", "Temporal"}, {"keys", "Keys"}, {"pages", "Pages and health"}, {"mail", "Mail"}, {"traces", "Traces"}, {"log", "Log"},
}

// PublicAddress is where people find the pages, without a slash at the end.
func (c Config) PublicAddress() string {
	if c.Address != "" {
		return trimSlash(c.Address)
	}
	return "http://" + c.Listen
}
