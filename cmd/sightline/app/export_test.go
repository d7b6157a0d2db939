package app

import (
	"io"
	"net/http"

	"github.com/alecthomas/kong"
)

// Parse only reads a command line: whether its verb and flags exist.
func Parse(args ...string) error {
	_, _, err := parse(args, func(string) (string, bool) { return "", false }, io.Discard, io.Discard)
	return err
}

// Settings are the flags of Config, in order.
func Settings() []*kong.Flag {
	k, err := newKong(new(cli), new(source), io.Discard, io.Discard)
	if err != nil {
		panic(err)
	}
	return settings(k.Model)
}

// Groups are the titles of the settings' groups by their keys.
func Groups() map[string]string {
	titles := map[string]string{}
	for _, g := range groups {
		titles[g.key] = g.title
	}
	return titles
}

// Diagnoses are the doctor's lines and their cures.
func Diagnoses() [][2]string {
	var lines [][2]string
	for _, d := range diagnoses {
		lines = append(lines, [2]string{d.name, d.cure})
	}
	return lines
}

// Default is the configuration with nothing set.
func Default() Config {
	parsed, _, err := parse([]string{"version"}, func(string) (string, bool) { return "", false }, io.Discard, io.Discard)
	if err != nil {
		panic(err)
	}
	return parsed.grammar.Config
}

// PrivateHandler answers as the private listener of p does.
func PrivateHandler(p *Parts) http.Handler {
	return (&private{metrics: p.Metrics, checks: p.checks()}).handler()
}

// Letters is the adapter of the activities' mails.
func (c Config) Letters() letters { return c.letters() }

// BehindProxies is behindProxies, with the setting read.
func BehindProxies(setting string, next http.Handler) (http.Handler, error) {
	proxies, err := Config{TrustedProxies: setting}.proxies()
	if err != nil {
		return nil, err
	}
	return behindProxies(proxies, next), nil
}
