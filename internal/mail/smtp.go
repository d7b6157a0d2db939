// Package mail hands one message to one mail server. It knows nothing of what the message is about: a message goes out as text and HTML with the
// Message-ID it was given, so that every try of the same message looks the same to whoever receives it twice.
package mail

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// timeout bounds one conversation with a mail server.
const timeout = 20 * time.Second

// TLS says how the connection is encrypted.
type TLS string

// The three policies. Required ends the conversation when the server offers no STARTTLS; on port 465 it begins with TLS.
const (
	None          TLS = "none"
	Opportunistic TLS = "opportunistic"
	Required      TLS = "required"
)

// SMTP is a mail server and how to talk to it. Without a Username nobody signs in. From is a bare address or "Name <address>".
type SMTP struct {
	Host     string
	Port     int
	Username string
	Password string
	From     string
	TLS      TLS
}

// Send hands a message over. It returns an *Error that says whether another try can help; when the error is the message's own fault, Permanent.
func (s SMTP) Send(ctx context.Context, m Message) error {
	letter, err := s.compose(m)
	if err != nil {
		return &Error{Permanent: true, Err: err}
	}
	c, err := s.client()
	if err != nil {
		return &Error{Permanent: true, Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err = c.DialAndSendWithContext(ctx, letter)
	if err == nil || letter.IsDelivered() { // what goes wrong after the server took it must not send it twice
		return nil
	}
	return refusal(err)
}

// Reach connects, greets and signs in, and sends nothing: whether mail could be sent now.
func (s SMTP) Reach(ctx context.Context) error {
	c, err := s.client()
	if err != nil {
		return &Error{Permanent: true, Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if err := c.DialWithContext(ctx); err != nil {
		return refusal(err)
	}
	if err := c.Close(); err != nil {
		return refusal(err)
	}
	return nil
}

// Address is the server as host:port.
func (s SMTP) Address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// implicitTLS is the port on which a conversation begins encrypted (RFC 8314).
const implicitTLS = 465

func (s SMTP) client() (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(timeout), gomail.WithoutNoop(), gomail.WithoutRset()}
	switch {
	case s.TLS == None:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	case s.TLS == Opportunistic:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	case s.TLS == Required && s.Port == implicitTLS:
		options = append(options, gomail.WithSSL())
	case s.TLS == Required:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		return nil, fmt.Errorf("mail: %q is not a way to encrypt the connection", s.TLS)
	}
	if s.Username != "" {
		options = append(options, gomail.WithUsername(s.Username), gomail.WithPassword(s.Password), gomail.WithSMTPAuth(s.auth()))
	}
	c, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return c, nil
}

// auth lets the server choose how to sign in; without encryption the password goes plainly because the configuration asked for it.
func (s SMTP) auth() gomail.SMTPAuthType {
	if s.TLS == None {
		return gomail.SMTPAuthPlainNoEnc
	}
	return gomail.SMTPAuthAutoDiscover
}
