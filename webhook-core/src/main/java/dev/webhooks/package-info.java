/**
 * Types that an application imports: the annotations of listener methods, the event they
 * receive, interceptors, and the request types that the receiver works on.
 */
@NullMarked
package dev.webhooks;

import org.jspecify.annotations.NullMarked;
