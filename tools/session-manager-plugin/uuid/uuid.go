// Package uuid stands in for github.com/twinj/uuid, which the published plugin asks for at a revision that nobody serves
// any more: no more than the plugin uses of it.
package uuid

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// Format is how an identifier is printed.
type Format string

// CleanHyphen is the only format that is known here: 8-4-4-4-12.
const CleanHyphen Format = "%x-%x-%x-%x-%x"

// SwitchFormat exists because the plugin calls it; there is nothing to switch.
func SwitchFormat(Format) {}

// UUID is an identifier of 16 bytes.
type UUID interface {
	Bytes() []byte
	String() string
}

type array [16]byte

func (a array) Bytes() []byte { return a[:] }

func (a array) String() string {
	return fmt.Sprintf(string(CleanHyphen), a[0:4], a[4:6], a[6:8], a[8:10], a[10:16])
}

// New takes 16 bytes as they are.
func New(bytes []byte) UUID {
	var made array
	copy(made[:], bytes)
	return made
}

// NewV4 makes a random one.
func NewV4() UUID {
	var made array
	if _, err := rand.Read(made[:]); err != nil {
		panic(err)
	}
	made[6] = made[6]&0x0f | 0x40
	made[8] = made[8]&0x3f | 0x80
	return made
}

// Parse reads one in any of the usual spellings.
func Parse(text string) (UUID, error) {
	bytes, err := hex.DecodeString(strings.ReplaceAll(strings.Trim(text, "{}"), "-", ""))
	if err != nil || len(bytes) != 16 {
		return nil, errors.New("uuid: invalid string")
	}
	return New(bytes), nil
}
