/** The tools of MCP servers (Model Context Protocol), over standard input and output or streamable HTTP. */
@NullMarked
package dev.polyphony.tools.mcp;

import org.jspecify.annotations.NullMarked;
