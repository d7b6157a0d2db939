package app_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/cmd/sightline/app"
	"github.com/sightline-readiness/sightline/workflows"
)

func TestDefaultsAreWhole(t *testing.T) {
	t.Parallel()
	if _, err := app.Default().Validate(0); err != nil {
		t.Error(err)
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		spoil func(*app.Config)
		need  app.Need
		want  string // part of the one problem
	}{
		"no ledger":          {func(*app.Config) {}, app.NeedLedger, "database-url is missing"},
		"no keys":            {func(*app.Config) {}, app.NeedTemporal, "payload-keys are missing"},
		"ledger not a URL":   {func(c *app.Config) { c.DatabaseURL = "host=db password=hunter2" }, 0, "database-url must read"},
		"short key":          {func(c *app.Config) { c.PayloadKeys = "a:aGVsbG8=" }, 0, "payload-keys: a payload key must read"},
		"secret twice":       {func(c *app.Config) { c.SMTPPassword, c.SMTPPasswordFile = "hunter2", file }, 0, "both set"},
		"secret file empty":  {func(c *app.Config) { c.DatabaseURLFile = file }, 0, "is empty"},
		"secret file gone":   {func(c *app.Config) { c.PayloadKeysFile = file + "x" }, 0, "cannot be read"},
		"half a pair":        {func(c *app.Config) { c.TemporalTLS, c.TemporalCertFile = true, "c.pem" }, 0, "belong together"},
		"certificates":       {func(c *app.Config) { c.TemporalCAFile = "ca.pem" }, 0, "without temporal-tls"},
		"namespace":          {func(c *app.Config) { c.TemporalNamespace = "" }, 0, "temporal-namespace is missing"},
		"listen":             {func(c *app.Config) { c.Listen = "8480" }, 0, `listen is "8480"`},
		"port":               {func(c *app.Config) { c.Listen = "127.0.0.1:99999" }, 0, "listen is"},
		"address":            {func(c *app.Config) { c.Address = "sightline.example" }, 0, "address is"},
		"address with path":  {func(c *app.Config) { c.Address = "https://a.example/sightline" }, 0, "without a path"},
		"grace":              {func(c *app.Config) { c.Grace = 0 }, 0, "grace is 0s"},
		"sender":             {func(c *app.Config) { c.SMTPHost = "mail.example" }, 0, "mail-from is"},
		"collector":          {func(c *app.Config) { c.OTLPEndpoint = "collector:4318" }, 0, "otlp-endpoint must read"},
		"collector and name": {func(c *app.Config) { c.OTLPEndpoint = "http://me:hunter2@collector:4318" }, 0, "otlp-headers"},
		"collector's CA":     {func(c *app.Config) { c.OTLPEndpoint, c.OTLPCAFile = "http://collector:4318", "ca.pem" }, 0, "without https"},
		"headers":            {func(c *app.Config) { c.OTLPEndpoint, c.OTLPHeaders = "http://collector:4318", "hunter2" }, 0, "name=value"},
		"share":              {func(c *app.Config) { c.OTLPEndpoint, c.TraceShare = "http://collector:4318", 1.5 }, 0, "trace-share is 1.5"},
		"password alone": {func(c *app.Config) {
			c.SMTPHost, c.MailFrom, c.SMTPUsername = "mail.example", "a@b.example", "me"
		}, 0, "smtp-username and smtp-password"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := app.Default()
			c.spoil(&config)
			_, err := config.Validate(c.need)
			var p app.Problems
			if !errors.As(err, &p) || len(p) != 1 || !strings.Contains(p[0], c.want) {
				t.Errorf("got %v, want one problem with %q", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("a secret stands in %q", err)
			}
		})
	}
}

func TestSecretsFromFiles(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "keys")
	key := workflows.NewKey("first")
	if err := os.WriteFile(file, []byte(key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	config := app.Default()
	config.PayloadKeysFile = file
	checked, err := config.Validate(app.NeedTemporal)
	if err != nil || checked.PayloadKeys.Reveal() != key {
		t.Errorf("read %q, %v", checked.PayloadKeys.Reveal(), err)
	}
}

// A secret must not leave by any of the ways in which values are printed.
func TestSecretIsHidden(t *testing.T) {
	t.Parallel()
	s := app.Secret("hunter2")
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "s", s)
	text, err := s.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{log.String(), string(text), fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q", s, s, s, s, s), fmt.Sprintf("%+v", app.Config{SMTPPassword: s})} {
		if strings.Contains(shown, "hunter2") {
			t.Errorf("shown in %q", shown)
		}
	}
	if s.Reveal() != "hunter2" {
		t.Error("Reveal does not reveal")
	}
}
