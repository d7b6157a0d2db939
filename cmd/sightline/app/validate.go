package app

import (
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/workflows"
)

// Problems are all that is wrong with a configuration, one sentence each.
type Problems []string

// Error is "3 problems:" and a line for each.
func (p Problems) Error() string {
	if len(p) == 1 {
		return "1 problem: " + p[0]
	}
	return fmt.Sprintf("%d problems:\n  %s", len(p), strings.Join(p, "\n  "))
}

// A Need is a part of the service that a verb cannot do without.
type Need int

// The needs. Every other setting has a default that works.
const (
	NeedLedger   Need = 1 << iota // database-url
	NeedTemporal                  // payload keys
)

// Validate reads the secrets' files and checks every value; the Config it returns has its secrets filled in. The error is a Problems.
func (c Config) Validate(need Need) (Config, error) {
	p := Problems{}
	c.readSecrets(&p)
	c.checkLedger(need, &p)
	c.checkTemporal(need, &p)
	c.checkPages(&p)
	c.checkMail(&p)
	c.checkTraces(&p)
	if len(p) > 0 {
		return c, sortedProblems(p)
	}
	return c, nil
}

func (p *Problems) add(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

// readSecrets fills each secret that has a file of its own.
func (c *Config) readSecrets(p *Problems) {
	for _, s := range []struct {
		name, path string
		value      *Secret
	}{
		{"database-url", c.DatabaseURLFile, &c.DatabaseURL},
		{"payload-keys", c.PayloadKeysFile, &c.PayloadKeys},
		{"smtp-password", c.SMTPPasswordFile, &c.SMTPPassword},
		{"otlp-headers", c.OTLPHeadersFile, &c.OTLPHeaders},
	} {
		switch {
		case s.path == "":
		case *s.value != "":
			p.add("%s and %s-file are both set: keep one.", s.name, s.name)
		default:
			data, err := os.ReadFile(s.path)
			if err != nil {
				p.add("%s-file cannot be read: %v.", s.name, err)
				continue
			}
			if *s.value = Secret(strings.TrimSpace(string(data))); *s.value == "" {
				p.add("%s-file %s is empty.", s.name, s.path)
			}
		}
	}
}

func (c Config) checkLedger(need Need, p *Problems) {
	if c.DatabaseURL == "" {
		if need&NeedLedger != 0 && c.DatabaseURLFile == "" {
			p.add("database-url is missing: say where the ledger is, with SIGHTLINE_DATABASE_URL or --database-url-file.")
		}
		return
	}
	u, err := url.Parse(c.DatabaseURL.Reveal())
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		p.add("database-url must read postgres://user@host:5432/database.") // the error itself would print the password
	}
}

func (c Config) checkTemporal(need Need, p *Problems) {
	checkHostPort("temporal-address", c.TemporalAddress, p)
	if c.TemporalNamespace == "" {
		p.add("temporal-namespace is missing.")
	}
	if (c.TemporalCertFile == "") != (c.TemporalKeyFile == "") {
		p.add("temporal-cert-file and temporal-key-file belong together: set both or neither.")
	}
	if !c.TemporalTLS && c.TemporalCAFile+c.TemporalCertFile != "" {
		p.add("certificates for Temporal are set without temporal-tls.")
	}
	switch {
	case c.PayloadKeys != "":
		if _, err := workflows.NewSeal(c.PayloadKeys.Reveal()); err != nil {
			p.add("payload-keys: %v.", err)
		}
	case need&NeedTemporal != 0 && c.PayloadKeysFile == "":
		p.add("payload-keys are missing: make one with sightline config new-key, keep it in a file and name it with --payload-keys-file.")
	}
}

func (c Config) checkPages(p *Problems) {
	checkHostPort("listen", c.Listen, p)
	for name, at := range map[string]string{"private-listen": c.PrivateListen, "worker-listen": c.WorkerListen} {
		if at != off {
			checkHostPort(name, at, p)
		}
	}
	if c.Address != "" {
		u, err := url.Parse(c.Address)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || trimSlash(u.Path) != "" {
			p.add("address is %q: write it as https://sightline.council.example, without a path.", c.Address)
		}
	}
	if _, err := c.proxies(); err != nil {
		p.add("trusted-proxies is %q: write addresses or networks, such as 10.0.0.5, 10.1.0.0/16.", c.TrustedProxies)
	}
	if c.Council == "" {
		p.add("council is missing: the pages show the council's name.")
	}
	if c.Grace <= 0 {
		p.add("grace is %s: it must be longer than nothing.", c.Grace)
	}
}

func (c Config) checkMail(p *Problems) {
	if c.SMTPPort < 1 || c.SMTPPort > 65535 {
		p.add("smtp-port is %d: a port is a number from 1 to 65535.", c.SMTPPort)
	}
	if c.SMTPHost == "" {
		return
	}
	if _, err := mail.ParseAddress(c.MailFrom); err != nil {
		p.add("mail-from is %q: with a mail server it must be an address, such as Sightline <sightline@council.example>.", c.MailFrom)
	}
	if (c.SMTPUsername == "") != (c.SMTPPassword == "") {
		p.add("smtp-username and smtp-password belong together: set both or neither.")
	}
}

// off turns a private listener off.
const off = "off"

func checkHostPort(name, at string, p *Problems) {
	_, port, err := net.SplitHostPort(at)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		p.add("%s is %q: write a host and a port, such as 127.0.0.1:8480.", name, at)
	}
}

func trimSlash(s string) string { return strings.TrimRight(s, "/") }
