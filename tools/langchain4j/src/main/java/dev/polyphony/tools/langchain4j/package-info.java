/** LangChain4j tools as tools of an agent, and the tools of an agent for the services of LangChain4j. */
@NullMarked
package dev.polyphony.tools.langchain4j;

import org.jspecify.annotations.NullMarked;
