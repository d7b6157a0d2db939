package workflows

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"
)

const (
	sealedEncoding = "binary/encrypted"
	keyIDField     = "encryption-key-id"
)

// A Seal encrypts every payload on its way through Temporal with AES-256-GCM. The first key encrypts, every key decrypts, so that two keys
// work during a rotation. The key's id travels in the metadata.
type Seal struct {
	first string
	keys  map[string]cipher.AEAD
}

var _ converter.PayloadCodec = (*Seal)(nil)

// NewSeal reads keys: one a line, “id:base64 of 32 bytes”, the encrypting one first. Blank lines and lines that begin with # are passed over.
func NewSeal(keys string) (*Seal, error) {
	s := &Seal{keys: map[string]cipher.AEAD{}}
	for _, line := range strings.Split(keys, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := s.add(line); err != nil {
			return nil, err
		}
	}
	if s.first == "" {
		return nil, errors.New("there is no payload key: give one line “id:base64 of 32 random bytes”")
	}
	return s, nil
}

func (s *Seal) add(line string) error {
	id, encoded, found := strings.Cut(line, ":")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !found || id == "" || err != nil || len(key) != 32 {
		return errors.New("a payload key must read “id:base64 of 32 bytes”; one line does not")
	}
	if _, twice := s.keys[id]; twice {
		return fmt.Errorf("the payload key id %q stands there twice", id)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return fmt.Errorf("payload key %q: %w", id, err)
	}
	if s.keys[id], err = cipher.NewGCM(block); err != nil {
		return fmt.Errorf("payload key %q: %w", id, err)
	}
	if s.first == "" {
		s.first = id
	}
	return nil
}

// NewKey makes a line for NewSeal with a fresh random key.
func NewKey(id string) string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails: crypto/rand ends the program instead
	return id + ":" + base64.StdEncoding.EncodeToString(key)
}

// Encode encrypts payloads.
func (s *Seal) Encode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	sealed := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		plain, err := proto.Marshal(p)
		if err != nil {
			return nil, fmt.Errorf("seal a payload: %w", err)
		}
		aead := s.keys[s.first]
		nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
		_, _ = rand.Read(nonce)
		sealed[i] = &commonpb.Payload{
			Metadata: map[string][]byte{converter.MetadataEncoding: []byte(sealedEncoding), keyIDField: []byte(s.first)},
			Data:     aead.Seal(nonce, nonce, plain, []byte(s.first)),
		}
	}
	return sealed, nil
}

// Decode decrypts what Encode encrypted under any known key, and passes over what was never sealed.
func (s *Seal) Decode(payloads []*commonpb.Payload) ([]*commonpb.Payload, error) {
	plain := make([]*commonpb.Payload, len(payloads))
	for i, p := range payloads {
		if string(p.GetMetadata()[converter.MetadataEncoding]) != sealedEncoding {
			plain[i] = p
			continue
		}
		opened, err := s.open(p)
		if err != nil {
			return nil, err
		}
		plain[i] = opened
	}
	return plain, nil
}

func (s *Seal) open(p *commonpb.Payload) (*commonpb.Payload, error) {
	id := string(p.GetMetadata()[keyIDField])
	aead, known := s.keys[id]
	if !known {
		return nil, fmt.Errorf("payload key %q is not among the keys: add it as a further line", id)
	}
	if len(p.GetData()) < aead.NonceSize() {
		return nil, errors.New("a sealed payload is too short")
	}
	nonce, sealed := p.GetData()[:aead.NonceSize()], p.GetData()[aead.NonceSize():]
	data, err := aead.Open(nil, nonce, sealed, []byte(id))
	if err != nil {
		return nil, fmt.Errorf("open a payload sealed with key %q: %w", id, err)
	}
	opened := new(commonpb.Payload)
	if err := proto.Unmarshal(data, opened); err != nil {
		return nil, fmt.Errorf("read an opened payload: %w", err)
	}
	return opened, nil
}
