package arch

const (
	temporalSDK = "go.temporal.io/sdk"
	temporalAPI = "go.temporal.io/api"
)

// Rooms is the table of house.md section 3. The longest folder wins.
var Rooms = []Room{
	{
		Folder: "readiness",
		Says:   "readiness is the trade alone: no clock, no I/O, no goroutine, so that every rule can be tested with nothing and runs inside a workflow",
		Ours:   []string{"internal/calendar"},
		Not:    []string{"os", "net", "net/http", "database", "io", "log", "sync", "math/rand", "crypto/rand", "html", "text/template"},
	},
	{
		Folder: "activities",
		Says:   "an activity knows the ledger, the post and the mail only as interfaces, so that each can be tested with or without them",
		Ours:   []string{"readiness", "internal/calendar"},
		Others: []string{temporalSDK + "/activity", temporalSDK + "/temporal", "golang.org/x/sync"},
		Not:    []string{"database", "net/smtp"},
	},
	{
		Folder: "workflows",
		Says:   "a workflow decides and waits; whatever touches the world is an activity, or replays would differ",
		Ours:   []string{"activities", "readiness", "internal/calendar"},
		Others: []string{temporalSDK, temporalAPI, "google.golang.org/protobuf"},
		Not:    []string{"database", "net/smtp", "net/http", "os/exec"},
	},
	{
		Folder: "worker",
		Says:   "the crew puts workflows and activities on a queue and knows nothing behind them",
		Ours:   []string{"workflows", "activities", "readiness"},
		Others: []string{temporalSDK},
	},
	{
		Folder: "postgres",
		Says:   "the ledger remembers and decides nothing; it knows the trade and its own driver",
		Ours:   []string{"readiness", "internal/calendar"},
		Others: []string{
			"github.com/jackc/pgx/v5", "github.com/pressly/goose/v3", "github.com/google/uuid", "github.com/alexedwards/scs/v2", "github.com/alexedwards/argon2id",
		},
		Not: []string{"net/http", "html"},
	},
	{
		Folder: "annexa",
		Says:   "the post reads files and has no clock, database or network",
		Ours:   []string{"readiness", "internal/calendar", "internal/sheet"},
		Others: []string{"github.com/xuri/excelize/v2", "golang.org/x/text"},
		Not:    []string{"net", "database", "os/exec"},
	},
	{
		Folder: "demo",
		Says:   "the rehearsal: a fictional county lives through the same rules, activities and ledger, and only its waiting is played",
		Ours:   []string{"activities", "annexa", "postgres", "readiness", "internal/calendar"},
		Others: []string{"github.com/google/uuid", "gopkg.in/yaml.v3"}, // what the council says about itself is one file
		Not:    []string{"net", "database", "os/exec"},
	},
	{
		Folder: "frameworks",
		Says:   "the library is data and what reads it",
		Ours:   []string{"readiness", "internal/calendar", "internal/sheet"},
		Others: []string{"gopkg.in/yaml.v3"},
		Not:    []string{"net", "database", "os/exec"},
	},
	{
		Folder: "web",
		Says:   "the door for people knows the interfaces of readiness, so that every page can be tested with fakes",
		Ours:   []string{"readiness", "internal/*"},
		Others: []string{"github.com/alexedwards/scs/v2", "github.com/google/uuid", "github.com/arran4/golang-ical", "golang.org/x/time", "rsc.io/qr"},
		Not:    []string{"database", "os/exec"},
	},
	{
		Folder: "api",
		Says:   "the hatch for machines knows the interfaces of readiness, so that every operation can be tested with fakes",
		Ours:   []string{"readiness", "internal/*"},
		Others: []string{"github.com/danielgtaylor/huma/v2", "golang.org/x/time", "github.com/google/uuid"},
		Not:    []string{"database", "os/exec"},
	},
	{
		Folder: "cmd",
		Says:   "the switch joins the rooms and must not bring in more than that",
		Ours:   []string{"worker", "workflows", "activities", "readiness", "postgres", "annexa", "frameworks", "web", "api", "internal/*", "internal/telemetry"},
		Others: []string{temporalSDK, temporalAPI, "github.com/alecthomas/kong", "github.com/alexedwards/scs/v2", "github.com/google/uuid", "gopkg.in/yaml.v3"},
	},
	{
		Folder: "internal",
		Says:   "internal holds what could be lifted into another product, so it knows nothing of our trade",
		Ours:   []string{"internal/*"},
		Others: []string{
			"github.com/xuri/excelize/v2", "github.com/wneessen/go-mail", "github.com/go-playground", "github.com/jackc/pgx/v5", "golang.org/x",
			"github.com/chromedp", "github.com/pmezard/go-difflib",
		},
	},
	{
		Folder: "internal/telemetry",
		Says:   "telemetry watches any service that is built of net/http, pgx and Temporal's SDK, and is the one place that knows the libraries of metrics and traces",
		Ours:   []string{"internal/routing"},
		Others: []string{
			temporalSDK, "github.com/jackc/pgx/v5", "github.com/prometheus/client_golang", "go.opentelemetry.io/otel", "github.com/exaring/otelpgx",
			"github.com/felixge/httpsnoop",
		},
	},
	{
		Folder: "internal/telemetry/telemetrytest",
		Says:   "a test support that reads what a collector of traces is sent, for any service",
		Others: []string{"go.opentelemetry.io/proto/otlp", "google.golang.org/protobuf"},
	},
	{
		Folder: "internal/testdb",
		Says:   "a test support starts a database for any schema, not for ours",
		Ours:   []string{"internal/pgserver"},
		Others: []string{"github.com/jackc/pgx/v5"},
	},
}

// apart are the folders of internal that internal/* does not stand for: four that tests alone import, and one for the switch alone.
var apart = []string{"internal/testdb", "internal/htmlcheck", "internal/browser", "internal/arch", "internal/telemetry"}

// A Red is one arrow that somebody will want one day, and what it would cost.
type Red struct{ From, To, Because string }

// Reds are looked through from the first; what is not here gets the room's own sentence.
var Reds = []Red{
	{"web", "github.com/jackc/pgx/v5", "pages would depend on the database driver"},
	{"api", "github.com/jackc/pgx/v5", "answers would depend on the database driver"},
	{"web", "postgres", "pages would need a database to be tested; declare what they ask in readiness"},
	{"api", "postgres", "answers would need a database to be tested; declare what they ask in readiness"},
	{"web", "go.temporal.io", "pages would break with Temporal; they ask readiness.Commands"},
	{"api", "go.temporal.io", "answers would break with Temporal; they ask readiness.Commands"},
	{"web", "workflows", "names of workflows and updates never leave the workflows room"},
	{"api", "workflows", "names of workflows and updates never leave the workflows room"},
	{"web", "api", "the two doors would break each other; what both need belongs in readiness or internal"},
	{"api", "web", "the two doors would break each other; what both need belongs in readiness or internal"},
	{"workflows", "postgres", "workflow code that reads the ledger to decide cannot be replayed"},
	{"workflows", "internal/shape", "the validator uses reflection and caches, which breaks determinism; forms are checked at the door"},
	{"readiness", "internal/shape", "the validator uses reflection and caches, which breaks determinism; forms are checked at the door"},
	{"readiness", "go.temporal.io", "rules would need Temporal to be tested"},
	{"postgres", "activities", "the ledger would know who asks it; types that both need belong in readiness"},
	{"postgres", "go.temporal.io", "the ledger outlives Temporal and must not need it"},
	{"activities", "postgres", "activities would need a database to be tested; they ask their Ledger interface"},
	{"activities", "workflows", "the arrow points the other way: workflows call activities"},
	{"internal", "readiness", "internal knows nothing of our trade; move the package to the hall or the trade out of it"},
	{"cmd", "go.temporal.io/server", "the Temporal server is 400 modules and 150 MB; only the standalone module carries it"},
	{"cmd", "go.opentelemetry.io", "metrics and traces are made in internal/telemetry, where the gate is that nothing personal passes"},
	{"web", "internal/telemetry", "pages would depend on how they are watched; a handler only says its pattern, with internal/routing"},
	{"api", "internal/telemetry", "answers would depend on how they are watched; a handler only says its pattern, with internal/routing"},
	{"cmd", "internal/testdb", "a product does not carry its tests' database"},
}
