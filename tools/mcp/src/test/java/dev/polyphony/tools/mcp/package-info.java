@NullMarked
package dev.polyphony.tools.mcp;

import org.jspecify.annotations.NullMarked;
