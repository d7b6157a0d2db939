package app

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

type healthcheckVerb struct {
	Of string `arg:"" enum:"serve,worker" default:"serve" help:"Which to ask: serve or worker."`
}

// Run asks the private listener that the configuration names.
func (v healthcheckVerb) Run(c *call) error {
	at := c.config.PrivateListen
	if v.Of == "worker" {
		at = c.config.WorkerListen
	}
	if at == off {
		return fmt.Errorf("the private listener of %s is off, so nobody can be asked", v.Of)
	}
	url := "http://" + nearby(at) + readyPath
	req, err := http.NewRequestWithContext(c, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := (&http.Client{Timeout: 5 * time.Second}).Do(req)
	if err != nil {
		return fmt.Errorf("%s does not answer: %w", v.Of, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 4096))
	if err != nil {
		return fmt.Errorf("read the answer of %s: %w", v.Of, err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s is not ready:\n%s", v.Of, text)
	}
	c.printf("%s", text)
	return nil
}

// nearby is where a listener can be reached from its own machine: one that listens everywhere, on loopback.
func nearby(at string) string {
	host, port, err := net.SplitHostPort(at)
	if err != nil {
		return at
	}
	if ip, err := netip.ParseAddr(host); host == "" || (err == nil && ip.IsUnspecified()) {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
