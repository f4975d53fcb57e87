package dev.webhooks.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The bean of a listener, looked up when the first event comes for it, and its method as
 * it can be called on that bean, which may be a proxy.
 */
final class ListenerBean {

	private final ConfigurableListableBeanFactory beanFactory;

	private final String name;

	private final Method method;

	private volatile @Nullable Target target;

	ListenerBean(ConfigurableListableBeanFactory beanFactory, String name, Method method) {
		this.beanFactory = beanFactory;
		this.name = name;
		this.method = method;
	}

	/**
	 * Finds the scope of the bean, or of what a scoped proxy stands for.
	 */
	String scope() {
		String target = ScopedProxyUtils.getTargetBeanName(this.name);
		String defined = this.beanFactory.containsBeanDefinition(target) ? target : this.name;
		String scope = this.beanFactory.containsBeanDefinition(defined)
				? this.beanFactory.getMergedBeanDefinition(defined).getScope() : null;
		return StringUtils.hasLength(scope) ? scope : BeanDefinition.SCOPE_SINGLETON;
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
