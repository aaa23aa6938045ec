/** The nano model: small components in plain Java, which compute what {@code docker/train} trained. */
@NullMarked
package dev.polyphony.tools.anytoany.nano;

import org.jspecify.annotations.NullMarked;
