package dev.webhooks.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * The bean of a listener, looked up when the first event comes for it, and its method as
 * it can be called on that bean, which may be a proxy.
 */
final class ListenerBean {

	private final BeanFactory beanFactory;

	private final String name;

	private final Method method;

	private volatile @Nullable Target target;

	ListenerBean(BeanFactory beanFactory, String name, Method method) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.method = method;
	}

	/**
	 * Calls the method. What it throws is thrown as it is.
	 */
	@Nullable Object call(@Nullable Object[] arguments) throws Exception {
		Target target = this.target;
		if (target == null) {
			target = findTarget();
		}
		try {
			return target.method().invoke(target.bean(), arguments);
		}
		catch (InvocationTargetException ex) {
			throw unwrap(ex.getTargetException());
		}
	}

	private Target findTarget() {
		Object bean = this.beanFactory.getBean(this.name);
		Method invocable = AopUtils.selectInvocableMethod(this.method, bean.getClass());
		ReflectionUtils.makeAccessible(invocable);
		Target target = new Target(bean, invocable);
		if (this.beanFactory.isSingleton(this.name)) {
			this.target = target;
		}
		return target;
	}

	private static Exception unwrap(Throwable thrown) {
		if (thrown instanceof UndeclaredThrowableException undeclared
				&& undeclared.getUndeclaredThrowable() instanceof Exception exception) {
			return exception;
		}
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof Exception exception) ? exception : new UndeclaredThrowableException(thrown);
	}

	private record Target(Object bean, Method method) {
	}

}
