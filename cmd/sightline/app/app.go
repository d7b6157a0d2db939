// Package app is the switch: the verbs of the one binary, and the one place where the rooms are joined.
//
// Configuration is read once, checked whole, and handed down as a Config; no other package looks at flags, variables or files. Serve and Work do
// not know which shape they run in: whoever has Parts, from a configuration or made in the same process, can call them.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"github.com/sightline-readiness/sightline/readiness"
)

// cli is the command line: the configuration's flags, and a struct per verb in the file of its name.
type cli struct {
	Config
	ConfigFile string `name:"config" placeholder:"PATH" help:"A configuration file in YAML or JSON ($SIGHTLINE_CONFIG)."`

	Serve       serveVerb       `cmd:"" help:"Serve the pages and the API."`
	Worker      workerVerb      `cmd:"" help:"Work: reminders, escalations, the nightly sweep, imports and mails."`
	All         allVerb         `cmd:"" help:"Serve and work in one process."`
	Migrate     migrateVerb     `cmd:"" help:"Bring the ledger's tables to this version."`
	Import      importVerb      `cmd:"" help:"Check case lists, and hand them in."`
	User        userVerbs       `cmd:"" help:"Accounts and sign-in links."`
	Deadline    deadlineVerb    `cmd:"" help:"Ask the working-day calendar."`
	Audit       auditVerbs      `cmd:"" help:"The audit trail."`
	Rebuild     rebuildVerb     `cmd:"" help:"Start every unsettled review again from the ledger, after Temporal was lost."`
	Rules       rulesVerbs      `cmd:"" help:"Review rules, ladder and closure days."`
	Cfg         configVerbs     `cmd:"" name:"config" help:"The configuration."`
	Doctor      doctorVerb      `cmd:"" help:"Try everything that Sightline needs, and say what to do."`
	Healthcheck healthcheckVerb `cmd:"" help:"Ask a running serve or worker whether it is ready; for container health checks."`
	Version     versionVerb     `cmd:"" help:"Print the version."`
}

// A call is one run of a verb: what it may use of the world around it.
type call struct {
	context.Context
	config   Config
	problems Problems // what the sources of the configuration had to say
	getenv   Getenv
	out, err io.Writer
}

// require returns the whole, checked configuration for a verb with these needs.
func (c *call) require(need Need) (Config, error) {
	checked, err := c.config.Validate(need)
	all := append(Problems{}, c.problems...)
	var found Problems
	if errors.As(err, &found) {
		all = append(all, found...)
	}
	if len(all) > 0 {
		return checked, all
	}
	return checked, nil
}

func (c *call) printf(format string, args ...any) { fmt.Fprintf(c.out, format, args...) }

// A left is how a verb ends with a code other than 1 and with nothing more to say.
type left struct{ code int }

func (l left) Error() string { return fmt.Sprintf("exit %d", l.code) }

// usage is the exit code for a command line that cannot be understood, as kong has it.
const usage = 80

// Main runs the verb that args name and returns the exit code: 0 when all went well, 1 when something was refused or failed, 80 when the command
// line cannot be understood. The verb ends early, and cleanly, when ctx ends.
func Main(ctx context.Context, args []string, getenv Getenv, stdout, stderr io.Writer) (code int) {
	defer func() {
		switch stop := recover().(type) {
		case nil:
		case left: // --help has printed all there is to say
			code = stop.code
		default:
			panic(stop)
		}
	}()
	parsed, from, err := parse(args, getenv, stdout, stderr)
	if err != nil {
		return explain(stderr, err)
	}
	c := &call{Context: ctx, config: parsed.grammar.Config, problems: from, getenv: getenv, out: stdout, err: stderr}
	return explain(stderr, parsed.kong.Run(c))
}

// parsing is a command line that has been understood.
type parsing struct {
	kong    *kong.Context
	grammar *cli
}

func parse(args []string, getenv Getenv, stdout, stderr io.Writer) (parsing, Problems, error) {
	grammar, from := new(cli), &source{getenv: getenv}
	k, err := newKong(grammar, from, stdout, stderr)
	if err != nil {
		return parsing{}, nil, err
	}
	ctx, err := k.Parse(args)
	if err != nil {
		return parsing{}, nil, err
	}
	return parsing{ctx, grammar}, append(from.problems, onCommandLine(ctx)...), nil
}

func newKong(grammar *cli, from kong.Resolver, stdout, stderr io.Writer) (*kong.Kong, error) {
	titles := make([]kong.Group, len(groups))
	for i, g := range groups {
		titles[i] = kong.Group{Key: g.key, Title: g.title + ":"}
	}
	return kong.New(grammar,
		kong.Name("sightline"),
		kong.Description("Sightline keeps long-open case reviews moving, for children's services in English councils."),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { panic(left{code}) }),
		kong.Resolvers(from), kong.ExplicitGroups(titles), kong.ValueFormatter(helpOf),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, FlagsLast: true}),
	)
}

// helpOf adds the variable to a setting's help.
func helpOf(v *kong.Value) string {
	if v.Flag == nil || v.Flag.Group == nil {
		return v.Help
	}
	return v.Help + " ($" + Variable(v.Name) + ")"
}

// explain writes why a run ended, once, and returns its exit code.
func explain(w io.Writer, err error) int {
	var stop left
	var misread *kong.ParseError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &stop):
		return stop.code
	case errors.As(err, &misread):
		fmt.Fprintf(w, "sightline: %v\nsightline --help shows what there is.\n", err)
		return usage
	}
	fmt.Fprintf(w, "sightline: %s\n", sentence(err))
	return 1
}

// sentence prefers what was written for people.
func sentence(err error) string {
	if refusal := readiness.AsRefusal(err); refusal != nil {
		return refusal.Message
	}
	if errors.Is(err, os.ErrNotExist) {
		return err.Error() + ". Look at the path."
	}
	return err.Error()
}
